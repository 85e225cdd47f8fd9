package com.cruddur.cli.doctor;

import com.cruddur.cli.cognito.UserPool;
import com.cruddur.cli.connection.ConnectionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Are the pool and its client there? */
final class UserPoolChecks {

    private static final String NAME = "user pool";
    private static final String CLIENT = "user pool client";

    private final ConnectionOptions connection;

    UserPoolChecks(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        if (!connection.isOnAws() && !connection.userPoolId().isSet()) {
            return List.of(Check.skipped(NAME, "the local stack has a sign-in of its own"));
        }
        if (!connection.userPoolId().isSet()) {
            return List.of(
                    Check.failure(NAME, "None is named", "Name it with --user-pool-id, or set CRUDDUR_USER_POOL_ID"));
        }
        UserPool pool = new UserPool(connection);
        return pool.with(cognito -> check(cognito, pool.id()));
    }

    private List<Check> check(CognitoIdentityProviderClient cognito, String id) {
        List<Check> checks = new ArrayList<>();
        UserPoolType pool =
                cognito.describeUserPool(describe -> describe.userPoolId(id)).userPool();
        checks.add(Check.ok(NAME, id + " (" + Objects.requireNonNullElse(pool.name(), "without a name") + ")"));
        String client = connection.clientId().value();
        if (client == null) {
            checks.add(Check.skipped(CLIENT, "none is named (--client-id, CRUDDUR_CLIENT_ID)"));
            return checks;
        }
        try {
            checks.add(client(cognito.describeUserPoolClient(
                            describe -> describe.userPoolId(id).clientId(client))
                    .userPoolClient()));
        } catch (ResourceNotFoundException e) {
            checks.add(Check.failure(
                    CLIENT,
                    "The pool has no client " + client + " (from "
                            + connection.clientId().source() + "): every token is refused",
                    "Take the id from the pool's app clients"));
        }
        return checks;
    }

    private static Check client(UserPoolClientType client) {
        String name = client.clientId() + " (" + client.clientName() + ")";
        return client.clientSecret() == null
                ? Check.ok(CLIENT, name)
                : Check.warning(
                        CLIENT,
                        name + " has a secret, which web pages cannot keep",
                        "Make a public client, without a secret, for the pages");
    }
}
