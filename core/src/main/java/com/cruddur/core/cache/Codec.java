package com.cruddur.core.cache;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A value as bytes. What cannot be read, since another version of the program wrote it for instance, is not there. */
public interface Codec<V> {

    void write(V value, DataOutputStream bytes) throws IOException;

    /** May also fail with any RuntimeException. */
    V read(DataInputStream bytes) throws IOException;
}
