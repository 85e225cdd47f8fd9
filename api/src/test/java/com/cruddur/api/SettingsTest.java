package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.TableFaults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that fails says which property to mend. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    private static final List<String> GOOD = List.of(
            "cruddur.sign-in.issuer=https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x",
            "cruddur.database.migrate=false",
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:9/cruddur");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cruddur.sign-in.issuer=                      | cruddur.sign-in.issuer
            cruddur.sign-in.issuer=eu-central-1_x        | cruddur.sign-in.issuer
            cruddur.sign-in.issuer=http://x.org/pool     | cruddur.sign-in.issuer
            cruddur.sign-in.issuer=http://localhost.x.org/ | cruddur.sign-in.issuer
            cruddur.sign-in.jwks-url=x                   | cruddur.sign-in.jwksUrl
            cruddur.sign-in.jwks-url=http://x.org/keys   | jwks-url must be https://… where the issuer is
            cruddur.sign-in.client-ids=                  | cruddur.sign-in.clientIds
            cruddur.dynamodb.table-name=                 | cruddur.dynamodb.tableName
            cruddur.dynamodb.endpoint-url=127.0.0.1:8000 | cruddur.dynamodb.endpointUrl
            cruddur.cors.allowed-origins=*               | cruddur.cors.allowedOrigins[0]
            cruddur.cors.allowed-origins=https://x.org/y | cruddur.cors.allowedOrigins[0]
            cruddur.pages.connect-origins=*              | cruddur.pages.connectOrigins[0]
            cruddur.messages.edit-window=-2              | cruddur.messages.editWindow
            cruddur.messages.edit-window=soon            | cruddur.messages.edit-window
            cruddur.rate-limit.user-burst=0              | cruddur.rate-limit.userBurst
            cruddur.rate-limit.proxies=-1                | cruddur.rate-limit.proxies
            cruddur.valkey.url=127.0.0.1:6379            | cruddur.valkey.url must be redis://HOST:PORT
            cruddur.valkey.url=https://127.0.0.1         | cruddur.valkey.url must be redis://HOST:PORT
            cruddur.valkey.url=redis://                  | cruddur.valkey.url must be redis://HOST:PORT
            cruddur.valkey.username=api                  | cruddur.valkey.username needs cruddur.valkey.password
            spring.datasource.url=                       | spring.datasource.url
            """)
    void aBadSettingIsNamed(String setting, String name, CapturedOutput output) {
        List<String> settings = new ArrayList<>(GOOD);
        settings.add(setting);

        assertThat(catchThrowable(() -> RunningApi.run(new TableFaults(), settings.toArray(String[]::new))
                        .close()))
                .isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", name);
    }
}
