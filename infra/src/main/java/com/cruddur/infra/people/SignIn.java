package com.cruddur.infra.people;

import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.StandardThreatProtectionMode;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.constructs.Construct;

/**
 * A Cognito user pool with its sign-in pages. Users sign in with their e-mail address; their
 * {@code preferred_username} is their handle.
 *
 * <p>An operator creates the accounts, and the handle of an account cannot be changed: {@code ./cruddur db
 * update-cognito-user-ids} matches users by handle, so who could choose a handle could read its owner's conversations.
 */
public final class SignIn extends Construct {

    private static final int MIN_PASSWORD = 12;

    private final UserPool pool;
    private final UserPoolDomain domain;

    SignIn(Construct scope, String environment, boolean threatProtection, Retention retention) {
        super(scope, "SignIn");
        this.pool = UserPool.Builder.create(this, "Pool")
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .standardAttributes(StandardAttributes.builder()
                        .email(required(true))
                        .preferredUsername(required(false))
                        .build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.OPTIONAL)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(MIN_PASSWORD)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .tempPasswordValidity(Duration.days(7))
                        .build())
                .featurePlan(threatProtection ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS)
                .standardThreatProtectionMode(threatProtection ? StandardThreatProtectionMode.FULL_FUNCTION : null)
                .deletionProtection(retention.keepsData())
                .removalPolicy(retention.removalPolicy())
                .build();
        suppressFindings(threatProtection);
        this.domain = pool.addDomain(
                "Domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder()
                                .domainPrefix(domainPrefix(environment))
                                .build())
                        .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
                        .build());
    }

    private void suppressFindings(boolean threatProtection) {
        Suppression.of(
                pool, "AwsSolutions-COG2", "Everybody may have a second factor; nobody must, as in the original.");
        if (!threatProtection) {
            Suppression.of(
                    pool,
                    "AwsSolutions-COG3",
                    "Needs the tier Plus, at a price per user; this environment has samples.");
        }
    }

    /** Must be unique in the region, among all AWS accounts. */
    private String domainPrefix(String environment) {
        return "cruddur-" + environment + "-" + Stack.of(this).getAccount();
    }

    private static StandardAttribute required(boolean mutable) {
        return StandardAttribute.builder().required(true).mutable(mutable).build();
    }

    public String poolId() {
        return pool.getUserPoolId();
    }

    public String poolArn() {
        return pool.getUserPoolArn();
    }

    /** The {@code iss} claim of the tokens. */
    public String issuer() {
        return "https://cognito-idp." + Stack.of(this).getRegion() + ".amazonaws.com/" + poolId();
    }

    /** The origin of the sign-in pages. */
    public String pages() {
        return domain.baseUrl();
    }

    /**
     * The public client of the web pages. It has no secret, since pages cannot keep one, and allows two flows:
     * authorization code with PKCE, which the pages use, and SRP.
     *
     * @param signedIn callback URL, which gets the authorization code
     * @param signedOut logout URL
     */
    public UserPoolClient client(Construct scope, String id, String signedIn, String signedOut) {
        UserPoolClient client = UserPoolClient.Builder.create(scope, id)
                .userPool(pool)
                .generateSecret(false)
                .authFlows(AuthFlow.builder().userSrp(true).build())
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(List.of(OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL))
                        .callbackUrls(List.of(signedIn))
                        .logoutUrls(List.of(signedOut))
                        .build())
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .accessTokenValidity(Duration.hours(1))
                .idTokenValidity(Duration.hours(1))
                .refreshTokenValidity(Duration.days(1))
                // A refresh token is good for one use. Whose answer is lost may repeat it so long.
                .refreshTokenRotationGracePeriod(Duration.seconds(60))
                .build();
        // Without a branding, managed login shows an error page.
        CfnManagedLoginBranding.Builder.create(scope, id + "Branding")
                .userPoolId(poolId())
                .clientId(client.getUserPoolClientId())
                .useCognitoProvidedValues(true)
                .build();
        return client;
    }

    /**
     * The client of the canary. It allows one flow, user name and password by an administrator: whoever uses it needs the
     * permission of IAM besides, and no other client takes a password.
     */
    public UserPoolClient canaryClient(Construct scope, String id) {
        return UserPoolClient.Builder.create(scope, id)
                .userPool(pool)
                .generateSecret(false)
                .authFlows(AuthFlow.builder().adminUserPassword(true).build())
                .disableOAuth(true)
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                // The least that Cognito takes; it signs in for each run.
                .accessTokenValidity(Duration.minutes(5))
                .idTokenValidity(Duration.minutes(5))
                .refreshTokenValidity(Duration.hours(1))
                // With rotation, the flow that takes a refresh token is not allowed.
                .refreshTokenRotationGracePeriod(Duration.seconds(0))
                .build();
    }

    /** OpenID metadata that Cognito's discovery document may lack, by name: cruddur.pages.metadata of the API. */
    public Map<String, String> metadata() {
        return Map.of("end_session_endpoint", pages() + "/logout");
    }
}
