package com.cruddur.infra.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.web.ApiCapacity;
import com.cruddur.infra.web.WebSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import tools.jackson.databind.JsonNode;

class ValkeyStackIT {

    private static final JsonNode PRODUCTION =
            Synthesised.stack(Environments.PRODUCTION, "Valkey").template();

    @Test
    void isServerlessInTheIsolatedSubnetsWithLimits() {
        JsonNode cache = only(PRODUCTION, "AWS::ElastiCache::ServerlessCache");

        assertThat(cache.path("Engine").asString()).isEqualTo("valkey");
        assertThat(cache.path("SubnetIds").size()).isEqualTo(2);
        assertThat(cache.path("SubnetIds").toString()).contains("isolated").doesNotContain("public");
        assertThat(cache.path("CacheUsageLimits").toString())
                .isEqualTo("{\"DataStorage\":{\"Maximum\":1,\"Unit\":\"GB\"},\"ECPUPerSecond\":{\"Maximum\":10000}}");
        assertThat(cache.has("SnapshotRetentionLimit"))
                .as("nothing in it needs a backup")
                .isFalse();
    }

    @Test
    void itsUserNeedsAPasswordAndDoesWithoutDangerousCommands() {
        JsonNode user = only(PRODUCTION, "AWS::ElastiCache::User");

        assertThat(user.path("AuthenticationMode").path("Type").asString()).isEqualTo("password");
        assertThat(user.path("AuthenticationMode").path("Passwords"))
                .singleElement()
                .satisfies(password -> assertThat(password.toString()).contains("resolve:secretsmanager:"));
        assertThat(user.path("AccessString").asString()).contains("-@all", "-@dangerous", "~cruddur*", "&cruddur*");
        assertThat(only(PRODUCTION, "AWS::ElastiCache::UserGroup")
                        .path("UserIds")
                        .size())
                .isOne();
        assertThat(only(PRODUCTION, "AWS::ElastiCache::ServerlessCache")
                        .path("UserGroupId")
                        .toString())
                .contains("CacheUsers");
    }

    /** Nobody in the template of Valkey itself; the API and the function in theirs. */
    @Test
    void onlyTheApiAndTheStreamFunctionReachIt() {
        assertThat(only(PRODUCTION, "AWS::EC2::SecurityGroup").has("SecurityGroupIngress"))
                .isFalse();

        assertThat(Synthesised.stacks(Environments.PRODUCTION).stream()
                        .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::EC2::SecurityGroupIngress")
                                .map(rule -> rule.path("Properties"))
                                .filter(rule -> rule.path("GroupId").toString().contains("Valkey"))
                                .map(rule -> stack.name() + " "
                                        + rule.path("FromPort").asInt() + "-"
                                        + rule.path("ToPort").asInt() + " "
                                        + rule.path("Description").asString())))
                .containsExactlyInAnyOrder(
                        "CruddurProduction-Web 6379-6380 API", "CruddurProduction-Stream 6379-6380 Stream function");
    }

    /** The one before it is there and accepted, which tasks and functions still use. */
    @Test
    void aNewPasswordIsAcceptedBesideTheOneBeforeIt() {
        JsonNode second = withPassword(2);
        JsonNode third = withPassword(3);

        assertThat(passwords(second)).containsExactly("CachePasswordsPassword2", "CachePasswordsPassword1");
        assertThat(passwords(third)).containsExactly("CachePasswordsPassword3", "CachePasswordsPassword2");
        assertThat(secrets(second)).hasSize(2).containsAnyElementsOf(secrets(third));
        assertThat(secrets(third)).hasSize(2).anyMatch(name -> name.contains("Password2"));
    }

    @Test
    void severalTasksOfTheApiNeedIt() {
        WebSettings two = WebSettings.builder()
                .api(ApiCapacity.builder()
                        .cpu(512)
                        .memory(1024)
                        .minTasks(1)
                        .maxTasks(2)
                        .build())
                .requestLimit(30_000)
                .build();

        assertThatThrownBy(() -> Environments.DEVELOPMENT.toBuilder().web(two).build())
                .hasMessageContaining("maxTasks");
    }

    private static JsonNode withPassword(int number) {
        Stack outside = new Stack(new App(), "Outside");
        ValkeyStack stack = new ValkeyStack(
                outside,
                Vpc.fromVpcAttributes(
                        outside,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-1")
                                .availabilityZones(List.of("us-east-1a", "us-east-1b"))
                                .isolatedSubnetIds(List.of("subnet-1", "subnet-2"))
                                .build()),
                ValkeySettings.builder()
                        .maxGigabytes(1)
                        .maxUnitsPerSecond(1_000)
                        .password(number)
                        .build());
        return Synthesised.JSON.valueToTree(Template.fromStack(stack).toJSON());
    }

    /** The secrets that the user's passwords refer to, without the hash that the CDK puts behind their names. */
    private static Stream<String> passwords(JsonNode template) {
        return only(template, "AWS::ElastiCache::User")
                .path("AuthenticationMode")
                .path("Passwords")
                .valueStream()
                .map(password -> password.findValue("Ref").asString().replaceFirst("[0-9A-F]{8}$", ""));
    }

    /** Their logical ids. */
    private static List<String> secrets(JsonNode template) {
        return template.path("Resources")
                .propertyStream()
                .filter(resource -> resource.getValue().path("Type").asString().equals("AWS::SecretsManager::Secret"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonNode only(JsonNode template, String type) {
        List<JsonNode> found = Synthesised.resources(template, type).toList();
        assertThat(found).as(type).hasSize(1);
        return found.get(0).path("Properties");
    }
}
