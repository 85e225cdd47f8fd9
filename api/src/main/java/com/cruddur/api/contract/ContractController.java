package com.cruddur.api.contract;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The contract as frontend-contract wrote it, and the page that shows it. */
@Controller
class ContractController {

    /** RFC 9512. */
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    private final Resource document = new ClassPathResource("com/cruddur/contract/openapi.yaml");

    @GetMapping("/openapi.yaml")
    ResponseEntity<Resource> openapi() {
        return ResponseEntity.ok()
                .contentType(YAML)
                .cacheControl(CacheControl.noCache())
                .body(document);
    }

    @GetMapping("/docs")
    String page() {
        return "forward:/docs/index.html";
    }
}
