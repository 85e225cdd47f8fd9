package com.cruddur.infra.web;

import java.util.List;

/**
 * The paths of the pages and of the API, said once for CloudFront, the load balancer, Cognito and the pipeline. The
 * routes of the pages, which all get {@link #DOCUMENT}, are in {@code page-addresses.js}, which runs in CloudFront.
 *
 * <p>The API and the pages say them again, in modules on which this one does not depend. {@code AddressesTest} compares
 * with the contract and the pages.
 */
public final class Addresses {

    /** What the pages read first, from the API; its answer shows that both are there. */
    public static final String CONFIG = "/config.json";

    /** CloudFront's path patterns for what the API answers; everything else is in the bucket of the pages. */
    static final List<String> OF_THE_API = List.of("/api/*", CONFIG, "/openapi.yaml", "/docs", "/docs/*");

    /** Says whether a task of the API can serve requests. The load balancer asks it; it is not reachable from outside. */
    static final String READINESS = "/readyz";

    /** Where Cognito sends people back to after they have signed in. */
    static final String SIGNED_IN = "/signin/callback";

    /** Where Cognito sends people back to after they have signed out. */
    static final String SIGNED_OUT = "/";

    /** The pages' one HTML document, by its name in the bucket. */
    static final String DOCUMENT = "index.html";

    /** Scripts, styles and images of the pages, by their names in the bucket. */
    static final String ASSETS = "assets/*";

    private Addresses() {}
}
