package com.cruddur.infra.people;

import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** The accounts of the users, and the database of users and activities. */
public final class PeopleStack extends Stack {

    private final UserDatabase database;
    private final SignIn signIn;

    /** @param environment its name, which is in the address of the sign-in pages */
    public PeopleStack(Construct scope, IVpc vpc, String environment, PeopleSettings settings, Retention retention) {
        super(scope, "People");
        this.database = new UserDatabase(this, vpc, settings.database(), retention);
        this.signIn = new SignIn(this, environment, settings.threatProtection(), retention);
        // For the configuration file of the command line: user-pool-id, and the parts of database-url.
        Output.of(this, "UserPoolId", signIn.poolId());
        Output.of(this, "DatabaseHost", database.host());
        Output.of(this, "DatabaseSecretArn", database.secretArn());
    }

    public UserDatabase database() {
        return database;
    }

    public SignIn signIn() {
        return signIn;
    }
}
