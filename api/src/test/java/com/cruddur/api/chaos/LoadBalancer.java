package com.cruddur.api.chaos;

import com.cruddur.api.testing.Relay;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Connects to the next instance that takes a connection. What an instance held is closed when it is killed. */
final class LoadBalancer implements Relay.Upstream {

    private final List<URI> instances;
    private int next;

    LoadBalancer(List<URI> instances) {
        this.instances = instances;
    }

    @Override
    public Socket connect() throws IOException {
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            try {
                return Relay.connectTo(instances.get(next++ % instances.size()));
            } catch (IOException killed) {
                // The next one.
            }
        }
        throw new ConnectException("No instance takes a connection");
    }
}
