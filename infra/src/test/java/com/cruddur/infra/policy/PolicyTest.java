package com.cruddur.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyTest {

    private static final String TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/messages";

    private static final String DATA = """
            {"Resources": {"Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"TableName": "messages"}}},
             "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dynamodb:GetItem   |                 | GRP#1 | true
                    dynamodb:getitem   |                 | GRP#1 | true
                    dynamodb:GetItem   |                 | MSG#1 | true
                    dynamodb:GetItems  |                 | GRP#1 | false
                    dynamodb:GetItem   | -copy           | GRP#1 | false
                    dynamodb:Query     | /index/by-date  | GRP#1 | true
                    dynamodb:Query     |                 | GRP#1 | false
                    dynamodb:PutItem   |                 | GRP#1 | true
                    dynamodb:PutItem   |                 | MSG#1 | false
                    dynamodb:PutItem   |                 |       | false
                    dynamodb:DeleteItem|                 | GRP#1 | false
                    """)
    void allowsWhatAStatementAllowsAndNoDenyForbids(String action, String behindTable, String key, boolean allowed) {
        Policy policy = policy("""
                {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:DeleteItem"],
                 "Resource": {"Fn::GetStackOutput": {"StackName": "Data", "OutputName": "Arn"}}},
                {"Effect": "Allow", "Action": "dynamodb:Query",
                 "Resource": {"Fn::Join": ["", [{"Fn::GetStackOutput": {"StackName": "Data", "OutputName": "Arn"}}, "/index/by-*"]]}},
                {"Effect": "Allow", "Action": "dynamodb:PutItem",
                 "Resource": {"Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/messages"},
                 "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["GRP#*"]},
                               "Null": {"dynamodb:LeadingKeys": "false"}}},
                {"Effect": "Deny", "Action": "dynamodb:Delete*", "Resource": "*"}
                """);

        assertThat(policy.allows(call(action, TABLE + (behindTable == null ? "" : behindTable), key)))
                .isEqualTo(allowed);
    }

    /** The rule of AWS because of which the condition Null is needed. */
    @Test
    void forAllValuesHoldsForNoValues() {
        Policy policy = policy("""
                {"Effect": "Allow", "Action": "dynamodb:Scan", "Resource": "*",
                 "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["GRP#*"]}}}
                """);

        assertThat(policy.allows(call("dynamodb:Scan", TABLE, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'NotAction': 'iam:PassRole', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'NotResource': 'arn:x'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource': {'Fn::If': ['A', 'b', 'c']}}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource': '*',"
                        + " 'Condition': {'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}}"
            })
    void anUnknownConstructIsAnError(String statement) {
        assertThatThrownBy(() -> policy(statement.replace('\'', '"')).allows(call("dynamodb:GetItem", TABLE, "GRP#1")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aManagedPolicyIsAnError() {
        JsonNode template = read("""
                {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {
                  "ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}}}}
                """);

        assertThatThrownBy(() -> Policy.ofRole(Map.of("Stack", template), "Stack", "Role"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Call call(String action, String resource, String key) {
        return new Call(action, resource, key == null ? Map.of() : Map.of(Call.LEADING_KEYS, List.of(key)));
    }

    /** In a policy that is attached to the role; a policy of another role does not count. */
    private static Policy policy(String statements) {
        JsonNode template = read("""
                {"Resources": {
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {}},
                  "Another": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Nobody"}],
                    "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}},
                  "Attached": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Role"}],
                    "PolicyDocument": {"Statement": [%s]}}}}}
                """.formatted(statements));
        return Policy.ofRole(Map.of("Stack", template, "Data", read(DATA)), "Stack", "Role");
    }

    private static JsonNode read(String json) {
        return new JsonMapper().readTree(json);
    }
}
