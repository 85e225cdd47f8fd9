package com.cruddur.api.http;

/** How far a page of changes goes: also where the reader is shown none of them. */
public final class LastChangeHeader {

    public static final String NAME = "Last-Change-Seq";

    private LastChangeHeader() {}
}
