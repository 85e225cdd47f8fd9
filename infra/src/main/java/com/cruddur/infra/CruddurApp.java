package com.cruddur.infra;

import com.cruddur.core.table.TableSpec;
import software.amazon.awscdk.App;

/** The entry point of the CDK: synthesises every stack into {@code cdk.out}. Needs Node, and no AWS account. */
public final class CruddurApp {

    private CruddurApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        new DataStack(app, "CruddurData", TableSpec.DEFAULT_TABLE_NAME);
        app.synth();
    }
}
