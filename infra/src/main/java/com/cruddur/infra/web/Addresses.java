package com.cruddur.infra.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The paths of the pages and of the API, for CloudFront, the load balancer, Cognito and the pipeline. Those of the pages
 * are in the file that the pages themselves read ({@code frontend-contract/web/src/addresses.json}); {@code
 * AddressesTest} compares those of the API with the contract.
 */
public final class Addresses {

    /** What the pages read first, from the API; its answer shows that both are there. */
    public static final String CONFIG = "/config.json";

    /** CloudFront's path patterns for what the API answers; everything else is in the bucket of the pages. */
    static final List<String> OF_THE_API =
            List.of("/api/*", CONFIG, "/openapi.yaml", "/asyncapi.yaml", "/docs", "/docs/*");

    /**
     * Says whether a task of the API runs, whatever the stores do. The load balancer asks it; it is not reachable from
     * outside.
     */
    static final String LIVENESS = "/livez";

    private static final JsonNode OF_THE_PAGES = new JsonMapper().readTree(json());

    /** Where Cognito sends people back to after they have signed in. */
    static final String SIGNED_IN = page("signedIn");

    /** Where Cognito sends people back to after they have signed out. */
    static final String SIGNED_OUT = page("home");

    /** The pages' one HTML document, by its name in the bucket. */
    static final String DOCUMENT = "index.html";

    /** Scripts, styles and images of the pages, by their names in the bucket. */
    static final String ASSETS = "assets/*";

    private Addresses() {}

    /** The addresses of the pages and of their files, as JSON. */
    static String json() {
        try (InputStream file = Addresses.class.getResourceAsStream("/com/cruddur/contract/addresses.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String name) {
        return OF_THE_PAGES.required("pages").required(name).stringValue();
    }
}
