package com.cruddur.infra.valkey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache;
import software.amazon.awscdk.services.elasticache.CfnUser;
import software.amazon.awscdk.services.elasticache.CfnUserGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * ElastiCache Serverless for Valkey in the isolated subnets: TLS always, one user with a password, no backups. It holds
 * nothing that cannot be lost.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RedisConfiguration.html">Configuration and
 *     limits</a>
 */
public final class ValkeyCache extends Construct {

    static final String NAME = "cruddur";

    /** 6379 for all commands; at 6380, which clients of a cluster find by themselves, reads only. */
    public static final int FIRST_PORT = 6379;

    public static final int LAST_PORT = 6380;

    private static final String VERSION = "8";

    private static final String USER = "cruddur";

    /** Reads, writes and messages under our own prefix, and what a client of a cluster asks about the cluster. */
    private static final String ACCESS = "on ~cruddur* resetchannels &cruddur* -@all +@read +@write +@pubsub"
            + " +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|myid";

    private final ValkeyPasswords passwords;
    private final SecurityGroup securityGroup;
    private final CfnServerlessCache cache;
    private final int maxUnitsPerSecond;

    ValkeyCache(Construct scope, IVpc vpc, ValkeySettings settings) {
        super(scope, "Cache");
        maxUnitsPerSecond = settings.maxUnitsPerSecond();
        passwords = new ValkeyPasswords(this, settings.password());
        securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Valkey: from the API and the stream function only")
                .allowAllOutbound(false)
                .build();
        cache = CfnServerlessCache.Builder.create(this, "Valkey")
                .serverlessCacheName(NAME)
                .description("Live updates between instances, and answers that are asked again and again")
                .engine("valkey")
                .majorEngineVersion(VERSION)
                .subnetIds(vpc.selectSubnets(SubnetSelection.builder()
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .build())
                        .getSubnetIds())
                .securityGroupIds(List.of(securityGroup.getSecurityGroupId()))
                .userGroupId(users().getRef())
                .cacheUsageLimits(limits(settings))
                .build();
    }

    private CfnUserGroup users() {
        CfnUser user = CfnUser.Builder.create(this, "User")
                .engine("valkey")
                .userId(USER)
                .userName(USER)
                .accessString(ACCESS)
                .authenticationMode(new TreeMap<>(Map.of("Type", "password", "Passwords", passwords.accepted())))
                .build();
        return CfnUserGroup.Builder.create(this, "Users")
                .engine("valkey")
                .userGroupId(NAME)
                .userIds(List.of(user.getRef()))
                .build();
    }

    private static CfnServerlessCache.CacheUsageLimitsProperty limits(ValkeySettings settings) {
        return CfnServerlessCache.CacheUsageLimitsProperty.builder()
                .dataStorage(CfnServerlessCache.DataStorageProperty.builder()
                        .maximum(settings.maxGigabytes())
                        .unit("GB")
                        .build())
                .ecpuPerSecond(CfnServerlessCache.ECPUPerSecondProperty.builder()
                        .maximum(settings.maxUnitsPerSecond())
                        .build())
                .build();
    }

    /** As its metrics name it. */
    public String name() {
        return NAME;
    }

    /** ElastiCache processing units that it may consume. */
    public int maxUnitsPerSecond() {
        return maxUnitsPerSecond;
    }

    public ISecurityGroup securityGroup() {
        return securityGroup;
    }

    /** The password as it stands. */
    public ISecret password() {
        return passwords.inUse();
    }

    /** Environment variables of whoever uses it, without the password. */
    public Map<String, String> variables() {
        return new TreeMap<>(Map.of(
                "CRUDDUR_VALKEY_URL",
                "rediss://" + cache.getAttrEndpointAddress() + ":" + FIRST_PORT,
                "CRUDDUR_VALKEY_CLUSTER",
                "true",
                "CRUDDUR_VALKEY_USERNAME",
                USER));
    }

    /** Lets a security group in, and out to here. */
    public void allowBetween(Construct scope, ISecurityGroup group, String who) {
        group.addEgressRule(securityGroup, Port.tcpRange(FIRST_PORT, LAST_PORT), "Valkey");
        CfnSecurityGroupIngress.Builder.create(scope, "IntoValkey")
                .groupId(securityGroup.getSecurityGroupId())
                .sourceSecurityGroupId(group.getSecurityGroupId())
                .ipProtocol("tcp")
                .fromPort(FIRST_PORT)
                .toPort(LAST_PORT)
                .description(who)
                .build();
    }
}
