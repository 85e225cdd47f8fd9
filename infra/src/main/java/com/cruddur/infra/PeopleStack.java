package com.cruddur.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** Who people are: their accounts and their names. Outlives a deployment, like the messages. */
final class PeopleStack extends Stack {

    private final UserDatabase database;
    private final SignIn signIn;

    PeopleStack(Construct scope, IVpc vpc, Environment environment) {
        super(scope, "People");
        this.database = new UserDatabase(this, vpc, environment);
        this.signIn = new SignIn(this, environment);
        // For the command line: user-pool-id in its configuration file, and the parts of database-url.
        output("UserPoolId", signIn.poolId());
        output("DatabaseHost", database.host());
        output("DatabaseSecretArn", database.secretArn());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    UserDatabase database() {
        return database;
    }

    SignIn signIn() {
        return signIn;
    }
}
