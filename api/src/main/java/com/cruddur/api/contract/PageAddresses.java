package com.cruddur.api.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The addresses of the pages and of their files, from the file that the pages themselves read
 * ({@code frontend-contract/web/src/addresses.json}).
 *
 * @param pages by name; {@code :name_uuid} stands for a uuid, and any other {@code :name} for one segment
 * @param files {@code *} at the end stands for any path
 */
public record PageAddresses(Map<String, String> pages, List<String> files) {

    private static final String UUID = "{$1:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}";

    private static final PageAddresses ADDRESSES = read();

    public static PageAddresses get() {
        return ADDRESSES;
    }

    /** What the browser shows, as patterns of Spring's {@code PathPattern}. */
    public List<String> pagePatterns() {
        return pages.values().stream()
                .map(address -> address.replaceAll(":([a-z_]+_uuid)", UUID).replaceAll(":[a-z_]+", "*"))
                .toList();
    }

    /** What the browser loads, as patterns of Spring's {@code PathPattern}. */
    public List<String> filePatterns() {
        return files.stream().map(address -> address.replace("*", "**")).toList();
    }

    private static PageAddresses read() {
        try (InputStream file = new ClassPathResource("com/cruddur/contract/addresses.json").getInputStream()) {
            return new JsonMapper().readValue(file, PageAddresses.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
