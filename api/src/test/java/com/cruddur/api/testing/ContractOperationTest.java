package com.cruddur.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.junit.jupiter.api.Test;

class ContractOperationTest {

    @Test
    void nothingThatAClientCanSayIsLeftOut() {
        Schema<?> receivers = new ObjectSchema()
                .addProperty("handles", new ArraySchema().items(new StringSchema()))
                .addProperty("to", new ObjectSchema().addProperty("number", new IntegerSchema()))
                .addProperty("labels", new ObjectSchema().additionalProperties(new StringSchema()));
        Schema<?> body = new Schema<>()
                .addAllOfItem(receivers)
                .addAnyOfItem(new ObjectSchema().addProperty("message", new StringSchema()))
                .addOneOfItem(new ObjectSchema().addProperty("conversation", new Schema<>().$ref("Uuid")));
        Operation document = new Operation()
                .addParametersItem(new Parameter().in("query").name("limit").schema(new IntegerSchema()))
                .addParametersItem(
                        new Parameter().in("query").name("ids").schema(new ArraySchema().items(new StringSchema())))
                .addParametersItem(new Parameter().in("cookie").name("session"))
                .requestBody(new RequestBody()
                        .content(new Content().addMediaType("application/json", new MediaType().schema(body))));

        assertThat(new ContractOperation("invite", "POST", "/x", document).inputs())
                .containsExactlyInAnyOrder(
                        "limit", "ids[]", "session", "handles[]", "to.number", "labels.*", "message", "conversation");
    }
}
