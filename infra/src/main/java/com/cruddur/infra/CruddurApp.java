package com.cruddur.infra;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The entry point of the CDK: synthesises every environment. {@code npx cdk synth} runs it; it needs Node, what Maven
 * built, and no AWS account.
 */
public final class CruddurApp {

    private CruddurApp() {}

    public static void main(String[] arguments) {
        with(AppProps.builder().build()).synth();
    }

    /** The app: a pipeline with a stage for each environment, not synthesised yet. */
    static App with(AppProps properties) {
        App app = new App(properties);
        new PipelineStack(app, Environments.PIPELINE, Environments.all());
        return app;
    }
}
