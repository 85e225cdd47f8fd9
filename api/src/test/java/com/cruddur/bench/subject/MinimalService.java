package com.cruddur.bench.subject;

import com.cruddur.core.table.TableSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What one would write first: Spring Boot, a controller and the SDK's enhanced client, with the API's calls of the table and
 * without its tokens, users, limits, checks and metrics.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
})
@RestController
public class MinimalService {

    private static final int CONNECTIONS = 600;
    private static final int PAGE = 20;

    private final DynamoDbTable<MinimalRow> rows;
    private final DynamoDbTable<MinimalMessage> messages;

    MinimalService(DynamoDbEnhancedClient client, Environment environment) {
        String table = environment.getRequiredProperty("bench.table");
        this.rows = client.table(table, TableSchema.fromBean(MinimalRow.class));
        this.messages = client.table(table, TableSchema.fromBean(MinimalMessage.class));
    }

    /** @param arguments Spring's */
    public static void main(String[] arguments) {
        SpringApplication.run(MinimalService.class, arguments);
    }

    @Bean
    static DynamoDbEnhancedClient client(Environment environment) {
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(environment.getRequiredProperty("bench.endpoint")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .build();
        return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    }

    @GetMapping("/api/message_groups")
    List<MinimalRow> list(@RequestHeader("X-User") String user) {
        return rows.index(TableSpec.RECENCY_INDEX)
                .query(QueryEnhancedRequest.builder()
                        .queryConditional(QueryConditional.keyEqualTo(partition(TableSpec.GROUP_PREFIX + user)))
                        .scanIndexForward(false)
                        .limit(PAGE + 1)
                        .build())
                .iterator()
                .next()
                .items();
    }

    @GetMapping("/api/messages/{conversation}")
    List<MinimalMessage> page(@RequestHeader("X-User") String user, @PathVariable String conversation) {
        requireRow(user, conversation);
        return messages.query(QueryEnhancedRequest.builder()
                        .queryConditional(
                                QueryConditional.keyEqualTo(partition(TableSpec.MESSAGE_PREFIX + conversation)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(PAGE + 1)
                        .build())
                .iterator()
                .next()
                .items();
    }

    @PostMapping("/api/messages")
    MinimalMessage send(@RequestHeader("X-User") String user, @RequestBody Map<String, String> body) {
        String conversation = body.get("message_group_uuid");
        requireRow(user, conversation);
        MinimalMessage message = new MinimalMessage();
        message.setPk(TableSpec.MESSAGE_PREFIX + conversation);
        message.setSk(UUID.randomUUID().toString());
        message.setMessage(body.get("message"));
        messages.putItem(PutItemEnhancedRequest.builder(MinimalMessage.class)
                .item(message)
                .conditionExpression(Expression.builder()
                        .expression("attribute_not_exists(pk)")
                        .build())
                .build());
        return message;
    }

    private void requireRow(String user, String conversation) {
        Key key = Key.builder()
                .partitionValue(TableSpec.GROUP_PREFIX + user)
                .sortValue(conversation)
                .build();
        if (rows.getItem(GetItemEnhancedRequest.builder()
                        .key(key)
                        .consistentRead(true)
                        .build())
                == null) {
            throw new IllegalStateException("No row");
        }
    }

    private static Key partition(String value) {
        return Key.builder().partitionValue(value).build();
    }
}
