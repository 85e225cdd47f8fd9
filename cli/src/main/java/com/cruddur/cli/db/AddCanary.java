package com.cruddur.cli.db;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.account.IdentityChange;
import com.cruddur.cli.canary.CanaryAccount;
import com.cruddur.cli.canary.CanaryFailure;
import com.cruddur.cli.cognito.UserPool;
import com.cruddur.cli.command.ConnectedCommand;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@Command(
        name = "add-canary",
        description = "Make the accounts and the users of the canary, which sends a message and lists it every few"
                + " minutes, and give it the password that Secrets Manager has.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:the secret is no account",
            "3:no such secret or pool",
            "4:somebody else has the handle",
            "5:AWS denies"
        },
        footer = {
            "",
            "Can be run again, and must be after the password was replaced: nothing is doubled.",
            "",
            "Example:",
            "  ./cruddur db add-canary --target aws"
        })
final class AddCanary extends ConnectedCommand {

    private static final String SERVICE = "SECRETS_MANAGER";

    /** Who sends, and who receives; nobody ever signs in as the latter. */
    private static final String SENDER = "canary";

    private static final String RECEIVER = "canary-receiver";

    @Option(
            names = "--secret-id",
            description = "Its name or ARN. Default: ${DEFAULT-VALUE}.",
            defaultValue = "cruddur-canary")
    private String secretId;

    @Override
    public Integer call() {
        UserPool pool = new UserPool(connection);
        Postgres postgres = new Postgres(connection);
        err().println("PostgreSQL " + postgres.shown());
        postgres.requireOurs();
        announceAccount();

        CanaryAccount account = account();
        String receiver = account.username().replaceFirst("^[^@]*", RECEIVER);
        Accounts accounts = new Accounts(postgres.dataSource());
        postgres.explaining(() -> {
            requireFree(accounts, SENDER, account.username());
            requireFree(accounts, RECEIVER, receiver);
            return true;
        });
        String senderId = pool.with(cognito -> signUp(cognito, pool.id(), SENDER, account.username()));
        pool.with(cognito -> cognito.adminSetUserPassword(set -> set.userPoolId(pool.id())
                .username(account.username())
                .password(account.password())
                .permanent(true)));
        String receiverId = pool.with(cognito -> signUp(cognito, pool.id(), RECEIVER, receiver));
        postgres.explaining(() -> {
            register(accounts, SENDER, "Canary of the operators", account.username(), senderId);
            register(accounts, RECEIVER, "Receiver of the canary", receiver, receiverId);
            return true;
        });
        err().println(SENDER + " can sign in, and sends to " + RECEIVER + ".");
        return 0;
    }

    private CanaryAccount account() {
        try {
            return CanaryAccount.of(secret());
        } catch (CanaryFailure notSo) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, notSo.getMessage() + ": " + secretId);
        }
    }

    private String secret() {
        try (SecretsManagerClient secrets = connection
                .clients()
                .prepare(SecretsManagerClient.builder(), SERVICE)
                .build()) {
            return connection
                    .clients()
                    .calling(SERVICE, () -> secrets.getSecretValue(get -> get.secretId(secretId)))
                    .secretString();
        } catch (ResourceNotFoundException e) {
            CruddurException failure = new CruddurException(
                    ErrorCode.NOT_FOUND,
                    "Secrets Manager has no secret " + secretId + " in region "
                            + connection.region().shown() + ": the stack Canary makes it. Deploy first");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Before anything is made: a person who has that handle keeps it. */
    private static void requireFree(Accounts accounts, String handle, String email) {
        accounts.all()
                .filter(account -> account.user().handle().value().equals(handle)
                        && !account.email().equals(email))
                .findFirst()
                .ifPresent(other -> {
                    throw new CruddurException(
                            ErrorCode.CONFLICT,
                            "The handle " + handle + " belongs to " + other.email()
                                    + ", who is not the canary. Nothing was changed");
                });
    }

    /** @return the {@code sub} */
    private static String signUp(CognitoIdentityProviderClient cognito, String pool, String handle, String email) {
        try {
            cognito.adminCreateUser(create -> create.userPoolId(pool)
                    .username(email)
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(
                            attribute("email", email),
                            attribute("email_verified", "true"),
                            attribute("preferred_username", handle)));
        } catch (UsernameExistsException there) {
            // By an earlier run.
        }
        return cognito.adminGetUser(get -> get.userPoolId(pool).username(email)).userAttributes().stream()
                .filter(attribute -> attribute.name().equals("sub"))
                .map(AttributeType::value)
                .findFirst()
                .orElseThrow();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    private static void register(Accounts accounts, String handle, String name, String email, String sub) {
        User user = new User(new UserId(UUID.randomUUID()), new Handle(handle), name);
        Account now =
                accounts.registerAll(List.of(new Account(user, email, sub))).get(0);
        if (!now.cognitoUserId().equals(sub)) {
            accounts.update(List.of(new IdentityChange(now.user().id(), handle, now.cognitoUserId(), sub)));
        }
    }
}
