package com.cruddur.api.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database's name and password, where RDS keeps them and changes them by itself. Asked for with each new
 * connection, so a change breaks nothing: the connections that are open stay open.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html">Password management
 *     with Amazon RDS and AWS Secrets Manager</a>
 */
class DatabaseSecret implements HikariCredentialsProvider {

    private static final JsonMapper JSON = new JsonMapper();

    private final SecretsManagerClient secrets;
    private final String arn;

    DatabaseSecret(SecretsManagerClient secrets, String arn) {
        this.secrets = secrets;
        this.arn = arn;
    }

    @Override
    public Credentials getCredentials() {
        String text = secrets.getSecretValue(get -> get.secretId(arn)).secretString();
        Value value = JSON.readValue(text, Value.class);
        return new Credentials(value.username(), value.password());
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Value(String username, String password) {}
}
