package com.cruddur.infra.app;

import com.cruddur.infra.pipeline.PipelineStack;
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
    public static App with(AppProps properties) {
        App app = new App(properties);
        PipelineStack pipeline = new PipelineStack(app, Environments.PIPELINE);
        for (Environment environment : Environments.all()) {
            CruddurStage stage = new CruddurStage(pipeline, environment);
            pipeline.deploy(stage, stage.pagesUrl(), environment.keepsData());
        }
        pipeline.build();
        return app;
    }
}
