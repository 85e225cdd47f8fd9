package com.cruddur.infra.web;

import com.cruddur.infra.testing.Synthesised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The API's configuration properties, its own and Spring Boot's, from the metadata that their builds make.
 *
 * @param names such as {@code cruddur.sign-in.issuer}
 */
record ApiProperties(Set<String> names) {

    static ApiProperties known() {
        Set<String> names = new TreeSet<>();
        try {
            for (URL metadata : Collections.list(
                    ApiProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                String json = new String(metadata.openStream().readAllBytes(), StandardCharsets.UTF_8);
                Synthesised.JSON
                        .readTree(json)
                        .path("properties")
                        .forEach(property -> names.add(property.path("name").asString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!names.contains("cruddur.sign-in.issuer") || !names.contains("spring.datasource.url")) {
            throw new IllegalStateException("The API and Spring Boot are not on the class path");
        }
        return new ApiProperties(names);
    }

    /** As Spring Boot binds environment variables: dots are underscores, hyphens are gone. */
    Set<String> variables() {
        return names.stream()
                .map(name -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A value of a template as text, with an X for each part that is known only after deployment. */
    static String text(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        return value.has("Fn::Join")
                ? value.path("Fn::Join")
                        .path(1)
                        .valueStream()
                        .map(ApiProperties::text)
                        .collect(Collectors.joining())
                : "X";
    }
}
