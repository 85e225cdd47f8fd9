package com.cruddur.api.pages;

import com.cruddur.api.security.PagesProperties;
import com.cruddur.api.security.token.SignInProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the pages must know and their build cannot: where this installation signs people in. Nothing secret. */
@RestController
class PagesConfigController {

    private final PagesConfig config;

    PagesConfigController(SignInProperties signIn, PagesProperties pages) {
        String clientId = pages.clientId();
        this.config = new PagesConfig(new SignIn(
                signIn.issuer().toString(),
                clientId == null ? signIn.clientIds().get(0) : clientId,
                pages.scope(),
                pages.metadata()));
    }

    @GetMapping(path = "/config.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PagesConfig> config() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(config);
    }

    /** The document, as the pages read it. */
    record PagesConfig(SignIn signIn) {}

    /** As oidc-client-ts names it. */
    record SignIn(
            String authority,
            String clientId,
            String scope,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata) {}
}
