package com.cruddur.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a page of a list and its entity tag. Spring answers 304 to whoever names the tag in {@code If-None-Match}. The
 * tag is of the page as this reader gets it, with its {@code Link}: nobody learns by it what somebody else gets.
 */
@Component
public final class TaggedLists {

    /** Of 32: enough for no two pages to meet. */
    private static final int BYTES = 16;

    private final JsonMapper json;

    TaggedLists(JsonMapper json) {
        this.json = json;
    }

    /** @param headers of the answer: all but the {@code ETag} */
    public ResponseEntity<byte[]> answer(List<?> page, HttpHeaders headers) {
        byte[] body = json.writeValueAsBytes(page);
        return ResponseEntity.ok().headers(headers).eTag(tag(body, headers)).body(body);
    }

    /** Weak, since the body may be compressed. */
    private static String tag(byte[] body, HttpHeaders headers) {
        MessageDigest digest = sha256();
        digest.update(body);
        String link = headers.getFirst(HttpHeaders.LINK);
        byte[] hash = digest.digest((link == null ? "" : link).getBytes(StandardCharsets.UTF_8));
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
