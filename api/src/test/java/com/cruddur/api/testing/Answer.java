package com.cruddur.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.problem.ErrorCode;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API said. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The member of each element of a list. */
    public List<String> each(String member) {
        return json().valueStream().map(item -> item.get(member).stringValue()).toList();
    }

    /** The same of a member that is a whole number. */
    public List<Long> eachNumber(String member) {
        return json().valueStream().map(item -> item.get(member).longValue()).toList();
    }

    public long number(String member) {
        return json().get(member).longValue();
    }

    public String text(String member) {
        return json().get(member).stringValue();
    }

    /** The address of the next page. */
    public Optional<String> next() {
        return header("Link").map(NEXT::matcher).filter(Matcher::matches).map(link -> link.group(1));
    }

    public Answer isOk() {
        return is(200);
    }

    /** Any answer to a request that was served. */
    public Answer isGood() {
        assertThat(status).as("%s", this).isIn(200, 201, 202, 204, 304);
        return this;
    }

    public Answer is(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** That it is this problem and no other. */
    public Answer is(ErrorCode... codes) {
        is(codes[0].httpStatus());
        assertThat(json().get("errors").valueStream().map(JsonNode::stringValue))
                .as("%s", this)
                .containsExactlyElementsOf(
                        Arrays.stream(codes).map(ErrorCode::code).toList());
        assertThat(text("type")).isEqualTo(codes[0].type());
        return this;
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > 500 ? body.substring(0, 500) + "…" : body);
    }
}
