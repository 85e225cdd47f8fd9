package com.cruddur.api.contract;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The AsyncAPI document as a page: each event with its data and examples.
 *
 * @param html a whole document, which needs no script
 */
record EventsPage(String html) {

    private static final JsonMapper JSON = new JsonMapper();

    static EventsPage of(Resource asyncapi) {
        JsonNode document = read(asyncapi);
        return new EventsPage(PAGE.formatted(
                text(document.at("/info/title")),
                paragraphs(document.at("/info/description")),
                document.at("/channels/events/messages")
                        .propertyStream()
                        .map(entry -> event(document, document.at("/components/messages/" + entry.getKey())))
                        .collect(Collectors.joining())));
    }

    private static JsonNode read(Resource yaml) {
        try (InputStream in = yaml.getInputStream()) {
            return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String event(JsonNode document, JsonNode message) {
        String name = text(message.at("/name"));
        return "<section><h2 id=\"" + name + "\"><code>" + name + "</code></h2>"
                + paragraphs(message.at("/summary"))
                + data(document, message.at("/payload/$ref").stringValue())
                + message.path("examples")
                        .valueStream()
                        .map(example -> "<pre><code>event: " + name + "\ndata: "
                                + htmlEscape(example.get("payload").toString()) + "</code></pre>")
                        .collect(Collectors.joining())
                + "</section>\n";
    }

    /** What the two documents share is on the other page. */
    private static String data(JsonNode document, String reference) {
        String name = nameOf(reference);
        if (!reference.startsWith("#")) {
            return "<p>Data: <code>" + name + "</code> of <a href=\"/docs\">the operations</a>.</p>";
        }
        List<String> members = document.at("/components/schemas/" + name + "/properties")
                .propertyStream()
                .map(member -> "<code>" + htmlEscape(member.getKey()) + "</code> ("
                        + nameOf(member.getValue().get("$ref").stringValue()) + ")")
                .toList();
        return members.isEmpty() ? "" : "<p>Data: " + String.join(", ", members) + ".</p>";
    }

    private static String nameOf(String reference) {
        return htmlEscape(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** Of Markdown the document uses paragraphs and code. */
    private static String paragraphs(JsonNode markdown) {
        return "<p>"
                + text(markdown).replaceAll("`([^`]+)`", "<code>$1</code>").replaceAll("\n\n+", "</p>\n<p>")
                + "</p>";
    }

    private static String text(JsonNode value) {
        return htmlEscape(value.stringValue().strip());
    }

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <link rel="icon" href="/docs/swagger-ui/favicon-32x32.png">
                <meta name="color-scheme" content="light dark">
                <link rel="stylesheet" href="/docs/docs.css">
              </head>
              <body class="events">
                <h1>%1$s</h1>
                <p><a href="/asyncapi.yaml">AsyncAPI document</a> · <a href="/docs">Operations</a></p>
                %2$s
                %3$s
              </body>
            </html>
            """;
}
