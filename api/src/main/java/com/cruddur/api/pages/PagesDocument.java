package com.cruddur.api.pages;

import com.cruddur.api.problem.Problems;
import com.cruddur.api.security.NotFoundPage;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * The one HTML document of the pages: the browser finds out from the address what to show. Where the pages are not
 * built in, their addresses do not exist.
 */
@Component
class PagesDocument implements HttpRequestHandler, NotFoundPage {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Optional<Resource> document;

    PagesDocument(WebProperties web, ResourceLoader files) {
        this.document = Arrays.stream(web.getResources().getStaticLocations())
                .map(location -> files.getResource(location + "index.html"))
                .filter(Resource::exists)
                .findFirst();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (document.isPresent()) {
            write(document.get(), HttpServletResponse.SC_OK, response);
        } else {
            Problems.write(request, response, ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public boolean show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (document.isEmpty()
                || accept == null
                || !accept.contains("text/html")
                || !READING.contains(request.getMethod())) {
            return false;
        }
        write(document.get(), HttpServletResponse.SC_NOT_FOUND, response);
        return true;
    }

    private static void write(Resource document, int status, HttpServletResponse response) throws IOException {
        byte[] html = document.getContentAsByteArray();
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
        response.flushBuffer();
    }
}
