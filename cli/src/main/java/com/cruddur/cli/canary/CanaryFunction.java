package com.cruddur.cli.canary;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What Lambda calls, every few minutes and after each deployment. Its environment: {@code PAGES_URL}, {@code USER_POOL_ID},
 * {@code CLIENT_ID}, {@code SECRET_ID} and {@code RECEIVER}. The password is fetched in each run, so that it can be
 * replaced at any time.
 */
public final class CanaryFunction {

    /** Of each call. With {@link #PATIENCE} all together are less than the function's 90 s: then it can say what failed. */
    private static final Duration REQUEST = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final SecretsManagerClient secrets;
    private final CognitoIdentityProviderClient cognito;

    /** For Lambda. */
    public CanaryFunction() {
        this(
                System.getenv(),
                SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(limits -> limits.apiCallTimeout(REQUEST))
                        .build(),
                CognitoIdentityProviderClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(limits -> limits.apiCallTimeout(REQUEST))
                        .build());
    }

    CanaryFunction(
            Map<String, String> environment, SecretsManagerClient secrets, CognitoIdentityProviderClient cognito) {
        this.environment = environment;
        this.secrets = secrets;
        this.cognito = cognito;
    }

    /**
     * @param event unused: Lambda hands one over
     * @throws CanaryFailure if something does not work: Lambda counts an error
     */
    public String run(Map<String, Object> event) {
        Api api = new Api(URI.create(variable("PAGES_URL")), accessToken(), REQUEST);
        new RoundTrip(api, PATIENCE).run(variable("RECEIVER"));
        return "sent, listed, deleted";
    }

    private String accessToken() {
        CanaryAccount account = CanaryAccount.of(secrets.getSecretValue(get -> get.secretId(variable("SECRET_ID")))
                .secretString());
        try {
            AuthenticationResultType result = cognito.adminInitiateAuth(auth -> auth.authFlow(
                                    AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                            .userPoolId(variable("USER_POOL_ID"))
                            .clientId(variable("CLIENT_ID"))
                            .authParameters(Map.of("USERNAME", account.username(), "PASSWORD", account.password())))
                    .authenticationResult();
            if (result == null) {
                throw new CanaryFailure(notSetUp(account, "Cognito asks for something besides the password"));
            }
            return result.accessToken();
        } catch (CognitoIdentityProviderException e) {
            throw new CanaryFailure(notSetUp(account, String.valueOf(e.getMessage())), e);
        }
    }

    private static String notSetUp(CanaryAccount account, String reason) {
        return account.username() + " cannot sign in: " + reason
                + ". './cruddur db add-canary --target aws' makes the account, and gives it the password again";
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new CanaryFailure("The function's environment has no " + name);
        }
        return value;
    }
}
