package com.cruddur.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a person sees at an address that does not exist. */
public interface NotFoundPage {

    /**
     * Answers with 404 and the page, or does nothing.
     *
     * @return false for a client that is no browser
     */
    boolean show(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
