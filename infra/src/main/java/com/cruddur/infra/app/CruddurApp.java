package com.cruddur.infra.app;

import com.cruddur.infra.pipeline.PipelineSettings;
import com.cruddur.infra.pipeline.PipelineStack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The entry point of the CDK: synthesises every environment. {@code npx cdk synth} runs it; it needs Node, what Maven
 * built, and no AWS account.
 */
public final class CruddurApp {

    /** The key of the CDK's context that has an address for the alarms of each environment, and of the pipeline, that names none. */
    static final String ALARM_EMAIL = "alarm-email";

    private CruddurApp() {}

    public static void main(String[] arguments) {
        with(AppProps.builder().build()).synth();
    }

    /** The app: a pipeline with a stage for each environment, not synthesised yet. */
    public static App with(AppProps properties) {
        App app = new App(properties);
        String email = (String) app.getNode().tryGetContext(ALARM_EMAIL);
        PipelineSettings settings = told(Environments.PIPELINE, email);
        PipelineStack pipeline = new PipelineStack(app, settings);
        for (Environment named : Environments.all()) {
            Environment environment = told(named, email);
            CruddurStage stage = new CruddurStage(pipeline, environment);
            stage.canary().allow(settings.account());
            pipeline.deploy(stage, stage.pagesUrl(), environment.keepsData() ? stage.withData() : List.of());
        }
        pipeline.build();
        return app;
    }

    private static PipelineSettings told(PipelineSettings pipeline, @Nullable String email) {
        return email == null || pipeline.email() != null
                ? pipeline
                : pipeline.toBuilder().email(email).build();
    }

    private static Environment told(Environment environment, @Nullable String email) {
        if (email == null || environment.alarms().email() != null) {
            return environment;
        }
        return environment.toBuilder()
                .alarms(environment.alarms().toBuilder().email(email).build())
                .build();
    }
}
