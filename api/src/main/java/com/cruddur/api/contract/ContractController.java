package com.cruddur.api.contract;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The contract as frontend-contract wrote it, and the pages that show it. */
@Controller
class ContractController {

    /** RFC 9512. */
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final EventsPage eventsPage = EventsPage.of(document("asyncapi.yaml"));

    @GetMapping("/openapi.yaml")
    ResponseEntity<Resource> openapi() {
        return answer(YAML, document("openapi.yaml"));
    }

    @GetMapping("/asyncapi.yaml")
    ResponseEntity<Resource> asyncapi() {
        return answer(YAML, document("asyncapi.yaml"));
    }

    @GetMapping("/docs")
    String page() {
        return "forward:/docs/index.html";
    }

    @GetMapping("/docs/events")
    ResponseEntity<String> events() {
        return answer(HTML, eventsPage.html());
    }

    private static Resource document(String name) {
        return new ClassPathResource("com/cruddur/contract/" + name);
    }

    private static <T> ResponseEntity<T> answer(MediaType type, T body) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(body);
    }
}
