package com.cruddur.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.atlassian.oai.validator.whitelist.ValidationErrorsWhitelist;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The contract, checked in both directions: every answer must be one that the document allows, and a request that
 * is not must be refused.
 *
 * <p>The validator loads OpenAPI 3.1 but then drops {@code type} and {@code additionalProperties} and accepts
 * almost anything, so it gets the document as 3.0: the only keyword of ours that differs is a type list with null.
 */
public final class Contract {

    /** The last: the validator would add {@code additionalProperties: false} to every part of an {@code allOf} too. */
    private static final LevelResolver LEVELS = LevelResolver.create()
            // Where nothing is answered, anything is acceptable; RequestFormIT has the rest.
            .withLevel("validation.request.accept.invalid", ValidationReport.Level.IGNORE)
            .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
            .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
            .build();

    /** Every operation may answer these, and lists them not; 400 only where nothing of its own can be malformed. */
    private static final Set<Integer> NOT_LISTED = Set.of(405, 406);

    private static final String DOCUMENT = asOpenApi30();
    private static final OpenAPI API =
            new OpenAPIV3Parser().readContents(DOCUMENT).getOpenAPI();

    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT)
                    .withLevelResolver(LEVELS)
                    .withWhitelist(ValidationErrorsWhitelist.create()
                            .withRule(
                                    "a bad request, that was refused",
                                    (message, operation, request, response) -> response != null
                                            && response.getStatus() >= 400
                                            && message.getKey().startsWith("validation.request.")))
                    .build();

    private static final SchemaValidator SCHEMAS = new SchemaValidator(API, new MessageResolver(LEVELS));

    private Contract() {}

    public static OpenAPI document() {
        return API;
    }

    static Parameter resolve(Parameter parameter) {
        return parameter.get$ref() == null
                ? parameter
                : API.getComponents().getParameters().get(nameOf(parameter.get$ref()));
    }

    /** Of a schema that is only a reference to another: that one. */
    public static Schema<?> resolve(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : API.getComponents().getSchemas().get(nameOf(schema.get$ref()));
    }

    private static String nameOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static void check(Call call, Answer answer) {
        if (answer.status() >= 400) {
            checkProblem(answer);
        }
        if (call.path().startsWith("/api/")) {
            assertThat(answer.header("Cache-Control"))
                    .as("%s: Cache-Control", call)
                    .contains("no-store");
            ContractOperation operation =
                    ContractOperation.find(call.method(), call.path()).orElse(null);
            if (operation != null && isListed(operation, answer.status())) {
                ValidationReport report = VALIDATOR.validate(request(call), response(answer));
                assertThat(report.getMessages())
                        .as("%s answers %s", call, answer)
                        .allMatch(message -> message.getLevel() != ValidationReport.Level.ERROR);
            }
        }
    }

    private static boolean isListed(ContractOperation operation, int status) {
        return !NOT_LISTED.contains(status)
                && (status != 400 || operation.document().getResponses().containsKey("400"));
    }

    private static void checkProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).as("%s", answer).contains("application/problem+json");
        assertThat(SCHEMAS.validate(answer.body(), new Schema<>().$ref("#/components/schemas/Problem"), "response.body")
                        .getMessages())
                .as("%s", answer)
                .isEmpty();
        assertThat(answer.json().get("status").intValue()).isEqualTo(answer.status());
        assertThat(answer.header("X-Request-Id"))
                .contains(answer.json().get("request_id").stringValue());
        assertThat(answer.body())
                .doesNotContain("Exception", "java.", "com.cruddur", "org.", "\\tat ", "select ", "secret-name");
    }

    private static Request request(Call call) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.path());
        call.query()
                .forEach((name, value) ->
                        request.withQueryParam(name, URLDecoder.decode(value, StandardCharsets.UTF_8)));
        call.headers().forEach((name, value) -> request.withHeader(name, asSent(value)));
        if (call.body() != null) {
            request.withBody(call.body());
        }
        return request.build();
    }

    /** Of ASCII, as the JDK's client sends it, and without the space around it, which is not of the value (RFC 9110, 5.5). */
    private static String asSent(String value) {
        return new String(value.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII).strip();
    }

    /** What is wrong with a value of one of the schemas, those of the events among them. */
    static List<String> faults(String json, String schema) {
        return SCHEMAS
                .validate(json, new Schema<>().$ref("#/components/schemas/" + schema), "event")
                .getMessages()
                .stream()
                .map(ValidationReport.Message::getMessage)
                .toList();
    }

    private static SimpleResponse response(Answer answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().map().forEach(response::withHeader);
        return (answer.body().isEmpty() ? response : response.withBody(answer.body())).build();
    }

    private static String asOpenApi30() {
        try (var yaml = Contract.class.getResourceAsStream("/com/cruddur/contract/openapi.yaml")) {
            ObjectNode document = (ObjectNode) new YAMLMapper().readTree(yaml);
            document.put("openapi", "3.0.3");
            ((ObjectNode) document.at("/components/schemas")).setAll(EventContract.schemas());
            lower(document.get("paths"));
            lower(document.get("components"));
            return document.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lower(JsonNode node) {
        if (node.get("type") instanceof ArrayNode types) {
            if (types.size() != 2 || !"null".equals(types.get(1).textValue())) {
                throw new IllegalStateException("OpenAPI 3.0 cannot say: type " + types);
            }
            ((ObjectNode) node).set("type", types.get(0));
            ((ObjectNode) node).put("nullable", true);
        }
        node.forEach(Contract::lower);
    }
}
