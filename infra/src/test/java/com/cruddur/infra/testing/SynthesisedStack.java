package com.cruddur.infra.testing;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A stack as CloudFormation receives it.
 *
 * @param name such as {@code CruddurProduction-Data}
 * @param file the name of its template's file
 * @param messages messages of the CDK and of cdk-nag, with level and construct
 * @param assets the CDK's list of the files that are published besides its template
 */
public record SynthesisedStack(String name, Path file, JsonNode template, List<String> messages, Path assets) {

    /** The properties of the only resource of a type. */
    public JsonNode only(String type) {
        List<JsonNode> found = Synthesised.resources(template, type).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(name + " has " + found.size() + " resources of type " + type);
        }
        return found.get(0);
    }
}
