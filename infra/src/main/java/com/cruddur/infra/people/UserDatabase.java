package com.cruddur.infra.people;

import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IDatabaseInstance;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.constructs.Construct;

/**
 * PostgreSQL for users and activities. RDS itself generates the password, keeps it in Secrets Manager and rotates it
 * every seven days, without a function or an endpoint in the VPC. See docs/adr/0008.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html">Password management
 *     with Amazon RDS and AWS Secrets Manager</a>
 */
public final class UserDatabase extends Construct {

    static final String NAME = "cruddur";

    /** Also in its address: a restored instance that is renamed to it needs no other change. */
    public static final String IDENTIFIER = "cruddur";

    public static final int PORT = 5432;

    /** GiB, the minimum of gp3. A million users need less than one. */
    private static final int STORAGE = 20;

    private static final int MAX_STORAGE = 100;

    private static final long GIB = 1L << 30;

    private final SecurityGroup securityGroup;
    private final int connections;
    private final DatabaseInstance instance;
    private final String secretArn;

    UserDatabase(Construct scope, IVpc vpc, DatabaseSize size, Retention retention) {
        super(scope, "Users");
        this.connections = size.connections();
        this.securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("PostgreSQL: from the API only")
                .allowAllOutbound(false)
                .build();
        var engine = DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                .version(PostgresEngineVersion.VER_18)
                .build());
        ParameterGroup parameters = ParameterGroup.Builder.create(this, "Parameters")
                .engine(engine)
                .description("Encrypted connections only, and as many as the alarm knows of")
                .parameters(new TreeMap<>(
                        Map.of("rds.force_ssl", "1", "max_connections", Integer.toString(size.connections()))))
                .build();
        LogGroup log = log(retention);
        this.instance = DatabaseInstance.Builder.create(this, "Instance")
                .instanceIdentifier(IDENTIFIER)
                .engine(engine)
                .parameterGroup(parameters)
                .instanceType(new InstanceType(size.instance()))
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build())
                .securityGroups(List.of(securityGroup))
                .publiclyAccessible(false)
                .multiAz(size.multiAz())
                .databaseName(NAME)
                .port(PORT)
                .credentials(Credentials.fromUsername("cruddur"))
                .manageMasterUserPassword(true)
                .storageType(StorageType.GP3)
                .allocatedStorage(STORAGE)
                .maxAllocatedStorage(MAX_STORAGE)
                .storageEncrypted(true)
                .storageEncryptionKey(key(retention))
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .backupRetention(Duration.days(size.backupDays()))
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(!retention.keepsData())
                .autoMinorVersionUpgrade(true)
                .deletionProtection(retention.keepsData())
                .removalPolicy(retention.removalPolicy())
                .cloudwatchLogsExports(List.of("postgresql"))
                .build();
        instance.getNode().addDependency(log);
        suppressFindings(size, retention);
        this.secretArn = ((CfnDBInstance)
                        Objects.requireNonNull(instance.getNode().getDefaultChild()))
                .getAttrMasterUserSecretSecretArn();
    }

    /** Of our own: what the default key has encrypted cannot be copied to another account. */
    private Key key(Retention retention) {
        return Key.Builder.create(this, "Key")
                .description("PostgreSQL's storage and snapshots")
                .enableKeyRotation(true)
                .removalPolicy(retention.removalPolicy())
                .build();
    }

    /** Before the instance, or RDS would make it, and keep it without end. */
    private LogGroup log(Retention retention) {
        return LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/rds/instance/" + IDENTIFIER + "/postgresql")
                .retention(retention.logs())
                // If it stayed, a new stack could not create a log group of the same name.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    private void suppressFindings(DatabaseSize size, Retention retention) {
        Suppression.of(
                instance,
                "AwsSolutions-RDS11",
                "Another port hides nothing: the security group lets in the API's tasks alone, on this port.");
        if (!size.multiAz()) {
            Suppression.of(
                    instance, "AwsSolutions-RDS3", "This environment may be away for as long as a restore takes.");
        }
        if (!retention.keepsData()) {
            Suppression.of(
                    instance, "AwsSolutions-RDS10", "This environment goes without a trace: its data are samples.");
        }
    }

    public IDatabaseInstance instance() {
        return instance;
    }

    public SecurityGroup securityGroup() {
        return securityGroup;
    }

    /** Allocated at first; RDS adds more before it is full. */
    public long storageBytes() {
        return STORAGE * GIB;
    }

    /** How many connections it accepts. */
    public int connections() {
        return connections;
    }

    String host() {
        return instance.getDbInstanceEndpointAddress();
    }

    /** @param authorities a file in the API's image with the root certificates of RDS, against which its own is checked */
    public String jdbcUrl(String authorities) {
        return "jdbc:postgresql://" + host() + ":" + PORT + "/" + NAME + "?sslmode=verify-full&sslrootcert="
                + authorities;
    }

    public String secretArn() {
        return secretArn;
    }

    /** Grants read access to the credentials: a JSON object with {@code username} and {@code password}. */
    public void grantCredentials(IGrantable grantee) {
        Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of("secretsmanager:GetSecretValue"))
                .resourceArns(List.of(secretArn))
                .build());
    }
}
