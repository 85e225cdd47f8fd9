package com.cruddur.cli.cognito;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The user pool that the options name. */
public final class UserPool {

    /** The most that Cognito puts into a page. */
    private static final int PAGE = 60;

    private static final String SERVICE = "COGNITO_IDENTITY_PROVIDER";

    private final ConnectionOptions options;
    private final String id;

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} if the options name none */
    public UserPool(ConnectionOptions options) {
        this.options = options;
        this.id = options.userPoolId().required("CRUDDUR_USER_POOL_ID");
        if (!options.isOnAws() && options.clients().endpoint(SERVICE).isEmpty()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The local stack has no Cognito: add --target aws, or set AWS_ENDPOINT_URL_" + SERVICE
                            + " to the address of a Cognito of your own");
        }
    }

    public String id() {
        return id;
    }

    /** All users, every page of 60. */
    public List<CognitoUser> users() {
        return with(cognito -> cognito
                .listUsersPaginator(list -> list.userPoolId(id).limit(PAGE))
                .stream()
                .flatMap(page -> page.users().stream())
                .map(UserPool::toUser)
                .toList());
    }

    /** @throws CruddurException {@link ErrorCode#NOT_FOUND} if there is no such pool */
    public <T> T with(Function<CognitoIdentityProviderClient, T> call) {
        try (CognitoIdentityProviderClient cognito = options.clients()
                .prepare(CognitoIdentityProviderClient.builder(), SERVICE)
                .build()) {
            return options.clients().calling(SERVICE, () -> call.apply(cognito));
        } catch (ResourceNotFoundException e) {
            CruddurException failure = new CruddurException(
                    ErrorCode.NOT_FOUND,
                    "Cognito has no user pool " + id + " (from "
                            + options.userPoolId().source() + ") in region "
                            + options.region().shown() + ": the part before its _ is the region of a pool");
            failure.initCause(e);
            throw failure;
        }
    }

    private static CognitoUser toUser(UserType user) {
        Map<String, String> attributes = user.attributes().stream()
                .filter(attribute -> attribute.value() != null)
                .collect(Collectors.toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
        return new CognitoUser(
                Objects.requireNonNullElse(attributes.get("sub"), user.username()),
                attributes.get("preferred_username"),
                attributes.get("email"),
                user.username(),
                Objects.requireNonNullElse(user.userStatusAsString(), "UNKNOWN"),
                !Boolean.FALSE.equals(user.enabled()));
    }
}
