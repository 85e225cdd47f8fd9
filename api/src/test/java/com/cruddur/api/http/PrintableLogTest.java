package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** No log line is steered by a client, in either format. */
class PrintableLogTest {

    private static final String STEERING = "a\u001b[2J\u009b31m\u0085\u202e\r\n2026-01-01 ERROR forged";

    @Test
    void plainTextHasNoControlsAndNoForgedLine() throws IOException {
        String printed = print(STEERING, null);

        assertThat(printed).contains(": a?[2J?31m???\n    2026-01-01 ERROR forged\n");
    }

    @Test
    void anExceptionInPlainTextHasNoneEither() throws IOException {
        String printed = print("failed", new IllegalStateException(STEERING, new IOException("cause")));

        assertThat(printed)
                .contains("IllegalStateException: a?[2J?31m???\n    2026-01-01 ERROR forged\n")
                .contains("\n\tat ", "\nCaused by: java.io.IOException: cause\n");
    }

    @Test
    void jsonHasNoControls() {
        JsonWriter<String> json = JsonWriter.of(members -> {
            members.add("message", text -> text);
            @SuppressWarnings("unchecked")
            JsonWriter.Members<Object> any = (JsonWriter.Members<Object>) (JsonWriter.Members<?>) members;
            new PrintableLog().customize(any);
        });

        assertThat(json.writeToString(STEERING)).isEqualTo("{\"message\":\"a?[2J?31m???\\n2026-01-01 ERROR forged\"}");
    }

    private static String print(String message, Throwable failure) throws IOException {
        PropertySource<?> settings = new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yaml"))
                .get(0);
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setPattern(String.valueOf(settings.getProperty("logging.pattern.console")));
        layout.start();
        LoggingEvent event = new LoggingEvent(
                PrintableLogTest.class.getName(), context.getLogger("x"), Level.ERROR, message, failure, null);
        event.setMDCPropertyMap(Map.of());
        return layout.doLayout(event);
    }
}
