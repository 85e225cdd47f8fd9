package com.cruddur.infra.testing;

import com.cruddur.infra.app.CruddurApp;
import com.cruddur.infra.app.CruddurStage;
import com.cruddur.infra.app.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The app as the CDK's command line synthesises it, with the context of cdk.json: once for all tests of this JVM, since
 * it takes seconds.
 */
public final class Synthesised {

    public static final JsonMapper JSON = new JsonMapper();

    /** Who is told of alarms; without anybody production is refused. */
    public static final String ALARM_EMAIL = "on-call@example.com";

    /** Runs once, a failure as well as a success. */
    private static final FutureTask<List<SynthesisedStack>> STACKS = new FutureTask<>(Synthesised::synthesise);

    private Synthesised() {}

    /** Every stack of every environment. */
    public static List<SynthesisedStack> stacks() {
        STACKS.run();
        try {
            return STACKS.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stacks of an environment. */
    public static List<SynthesisedStack> stacks(Environment environment) {
        return stacks().stream()
                .filter(stack -> stack.name().startsWith(environment.stageId() + "-"))
                .toList();
    }

    /** @param name without that of the environment, such as {@code Data} */
    public static SynthesisedStack stack(Environment environment, String name) {
        return stacks(environment).stream()
                .filter(stack -> stack.name().equals(environment.stageId() + "-" + name))
                .findFirst()
                .orElseThrow();
    }

    /** For the CDK's own assertions. */
    public static Template template(Environment environment, String name) {
        return Template.fromString(stack(environment, name).template().toString());
    }

    /** The templates of an environment by the names of their stacks. */
    public static Map<String, JsonNode> templates(Environment environment) {
        Map<String, JsonNode> templates = new TreeMap<>();
        stacks(environment).forEach(stack -> templates.put(stack.name(), stack.template()));
        return templates;
    }

    /** The stacks of an environment that is not among ours. Takes some seconds. */
    public static List<SynthesisedStack> stacksOf(Environment another) {
        App app = new App(AppProps.builder()
                .context(context())
                .outdir("target/cdk.out.other")
                .build());
        new CruddurStage(app, another);
        return read(app);
    }

    private static List<SynthesisedStack> synthesise() {
        return read(CruddurApp.with(
                AppProps.builder().context(context()).outdir("target/cdk.out").build()));
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new TreeMap<>(JSON.convertValue(
                read(Path.of("cdk.json")).path("context"), new TypeReference<Map<String, Object>>() {}));
        context.put("alarm-email", ALARM_EMAIL);
        return context;
    }

    private static List<SynthesisedStack> read(App app) {
        return app.synth().getStacksRecursively().stream()
                .map(Synthesised::stack)
                .toList();
    }

    @SuppressWarnings("deprecation") // there is no successor yet
    private static SynthesisedStack stack(CloudFormationStackArtifact artifact) {
        return new SynthesisedStack(
                artifact.getStackName(),
                Path.of(artifact.getTemplateFile()).getFileName(),
                read(Path.of(artifact.getTemplateFullPath())),
                artifact.getMessages().stream()
                        .map(message -> message.getLevel() + " " + message.getId() + " "
                                + message.getEntry().getData())
                        .toList(),
                Path.of(artifact.getTemplateFullPath().replaceFirst("template\\.json$", "assets.json")));
    }

    public static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    /** The resources of one type. */
    public static Stream<JsonNode> resources(JsonNode template, String type) {
        return template.path("Resources")
                .valueStream()
                .filter(resource -> type.equals(resource.path("Type").asString()));
    }
}
