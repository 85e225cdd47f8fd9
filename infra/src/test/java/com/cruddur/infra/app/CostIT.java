package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.Statement;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.infra.testing.Synthesised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The costs in docs/deploy.md are the quantities in the templates times {@link Prices}. After an intended change:
 * {@code -Dcosts=update}.
 */
class CostIT {

    private static final Path DOCUMENT = Path.of("../docs/deploy.md");
    private static final String BEGIN = "<!-- computed by CostIT -->\n";
    private static final String END = "<!-- end -->";

    /** Of a call of a store: ok, condition_false, throttled, unavailable, error. */
    private static final int OUTCOMES = 5;

    /** A line of the table. */
    private record Line(String what, String figure, double perMonth) {}

    @Test
    void theDocumentHasTheCostsOfTheTemplates() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END, begin);
        String computed = computed();
        if ("update".equals(System.getProperty("costs"))) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + computed + document.substring(end));
            return;
        }

        assertThat(document.substring(begin, end)).isEqualTo(computed);
    }

    private static String computed() {
        StringBuilder text = new StringBuilder("\n");
        for (Environment environment : Environments.all()) {
            text.append("\n**").append(environment.name()).append("**, a month at rest\n\n");
            text.append("| What | Figure in the template | USD |\n|---|---|---:|\n");
            List<Line> lines = fixed(environment);
            lines.forEach(line ->
                    text.append("| %s | %s | %s |\n".formatted(line.what(), line.figure(), usd(line.perMonth()))));
            text.append("| **Sum** | | **%s** |\n".formatted(usd(sum(lines))));
        }
        text.append("\n**production**, a month of so many messages a second, day and night\n\n");
        text.append("| Messages a second | 0 | 10 | 1,000 |\n|---|---:|---:|---:|\n");
        for (Use use : Use.values()) {
            text.append("| %s | %s | %s | %s |\n".formatted(use.title, usd(use, 0), usd(use, 10), usd(use, 1_000)));
        }
        text.append("| **Sum** | **%s** | **%s** | **%s** |\n\n"
                .formatted(usd(total(0)), usd(total(10)), usd(total(1_000))));
        return text.toString();
    }

    private static List<Line> fixed(Environment environment) {
        List<Line> lines = new ArrayList<>();
        int tasks = tasks(environment);
        JsonNode task = only(environment, "Web", "AWS::ECS::TaskDefinition");
        double vcpu = task.path("Cpu").asInt() / 1024.0;
        double memory = task.path("Memory").asInt() / 1024.0;
        lines.add(new Line(
                "API: Fargate on ARM",
                "%d × %s vCPU, %s GB".formatted(tasks, number(vcpu), number(memory)),
                tasks * taskMonth(environment)));
        lines.add(new Line(
                "API: public addresses", Integer.toString(tasks), tasks * Prices.PUBLIC_ADDRESS_HOUR * Prices.HOURS));
        long balancers = count(environment, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        lines.add(new Line(
                "API: load balancer", Long.toString(balancers), balancers * Prices.LOAD_BALANCER_HOUR * Prices.HOURS));
        lines.add(database(environment));
        lines.add(storage(environment));
        lines.add(new Line("PostgreSQL: secret", "1", Prices.SECRET));
        long write = units(environment, "WriteCapacityUnits");
        long read = units(environment, "ReadCapacityUnits");
        lines.add(new Line(
                "Table and index",
                "%d write, %d read units".formatted(write, read),
                (write * Prices.WRITE_UNIT_HOUR + read * Prices.READ_UNIT_HOUR) * Prices.HOURS));
        JsonNode acl = only(environment, "Web", "AWS::WAFv2::WebACL");
        lines.add(new Line(
                "Web ACL",
                "1, with %d rule".formatted(acl.path("Rules").size()),
                Prices.WEB_ACL + acl.path("Rules").size() * Prices.WEB_ACL_RULE));
        // An alarm of several metrics is billed for each.
        long alarms = Synthesised.stacks(environment).stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::CloudWatch::Alarm"))
                .mapToLong(alarm -> Math.max(
                        1, alarm.path("Properties").findValues("MetricStat").size()))
                .sum();
        lines.add(new Line("Metrics of alarms", Long.toString(alarms), alarms * Prices.ALARM));
        int metrics = 3 * (AccessPattern.values().length + Statement.values().length) + OUTCOMES;
        lines.add(new Line("Metrics of calls of the stores", "at most " + metrics, metrics * Prices.METRIC));
        long dashboards = count(environment, "AWS::CloudWatch::Dashboard");
        lines.add(new Line("Dashboard", Long.toString(dashboards), dashboards * Prices.DASHBOARD));
        long nat = count(environment, "AWS::EC2::NatGateway");
        lines.add(new Line("NAT gateways", Long.toString(nat), nat * Prices.NAT_HOUR * Prices.HOURS));
        long endpoints = endpoints(environment);
        lines.add(new Line(
                "Interface endpoints",
                Long.toString(endpoints),
                endpoints * Prices.INTERFACE_ENDPOINT_HOUR * Prices.HOURS));
        return lines;
    }

    private static Line database(Environment environment) {
        JsonNode database = only(environment, "People", "AWS::RDS::DBInstance");
        String type = database.path("DBInstanceClass").asString();
        int instances = instances(database);
        return new Line(
                "PostgreSQL: instance",
                instances + " × " + type,
                instances * Prices.DATABASE_HOUR.get(type) * Prices.HOURS);
    }

    private static Line storage(Environment environment) {
        JsonNode database = only(environment, "People", "AWS::RDS::DBInstance");
        int gigabytes = database.path("AllocatedStorage").asInt() * instances(database);
        return new Line("PostgreSQL: storage", gigabytes + " GB", gigabytes * Prices.DATABASE_GB);
    }

    private static int instances(JsonNode database) {
        return database.path("MultiAZ").asBoolean() ? 2 : 1;
    }

    /** Costs that grow with the messages, under the assumptions in the document. */
    private enum Use {
        REST("At rest, as above") {
            @Override
            double perMonth(double messages) {
                return sum(fixed(Environments.PRODUCTION));
            }
        },
        TABLE("Table and index: more units") {
            @Override
            double perMonth(double messages) {
                // AP4, then AP6 for each of two members: 3 units of the table and 4 of the index; AP1 and AP2: 2 read.
                double write = more(7 * messages / UTILISATION, "WriteCapacityUnits");
                double read = more(4 * messages / UTILISATION, "ReadCapacityUnits");
                return (write * Prices.WRITE_UNIT_HOUR + read * Prices.READ_UNIT_HOUR) * Prices.HOURS;
            }
        },
        API("API: more tasks, with their addresses") {
            @Override
            double perMonth(double messages) {
                Environment production = Environments.PRODUCTION;
                double vcpu = only(production, "Web", "AWS::ECS::TaskDefinition")
                                .path("Cpu")
                                .asInt()
                        / 1024.0;
                double needed = Math.ceil(requests(messages) / (REQUESTS_PER_VCPU * vcpu));
                double more = Math.max(0, needed - tasks(production));
                return more * (taskMonth(production) + Prices.PUBLIC_ADDRESS_HOUR * Prices.HOURS);
            }
        },
        BALANCER("API: load balancer, by use") {
            @Override
            double perMonth(double messages) {
                // 1 GB an hour is a unit.
                double units = requests(messages) * KILOBYTES_PER_REQUEST * 3_600 / 1e6;
                return units * Prices.LOAD_BALANCER_UNIT_HOUR * Prices.HOURS;
            }
        },
        STREAM("Stream function") {
            @Override
            double perMonth(double messages) {
                double memory =
                        Synthesised.resources(template(Environments.PRODUCTION, "Stream"), "AWS::Lambda::Function")
                                        .findFirst()
                                        .orElseThrow()
                                        .path("Properties")
                                        .path("MemorySize")
                                        .asInt()
                                / 1024.0;
                double calls = Math.min(messages, Math.max(1, messages / BATCH)) * SECONDS;
                double gigabyteSeconds = 2 * messages * SECONDS * SECONDS_PER_UPDATE * memory;
                return calls / 1e6 * Prices.LAMBDA_MILLION + gigabyteSeconds * Prices.LAMBDA_GB_SECOND;
            }
        },
        CLOUDFRONT("CloudFront, by request") {
            @Override
            double perMonth(double messages) {
                return requests(messages) * SECONDS / 1e6 * Prices.CLOUDFRONT_MILLION;
            }
        },
        WEB_ACL("Web ACL, by request") {
            @Override
            double perMonth(double messages) {
                return requests(messages) * SECONDS / 1e6 * Prices.WEB_ACL_MILLION;
            }
        };

        // The assumptions: the document names each.
        private static final double UTILISATION = 0.7;
        private static final double REQUESTS_PER_MESSAGE = 5;
        private static final double REQUESTS_PER_VCPU = 300;
        private static final double KILOBYTES_PER_REQUEST = 2;
        private static final double SECONDS_PER_UPDATE = 0.005;
        private static final double BATCH = 100;
        private static final double SECONDS = Prices.HOURS * 3_600;

        private final String title;

        Use(String title) {
            this.title = title;
        }

        abstract double perMonth(double messages);

        private static double requests(double messages) {
            return messages * REQUESTS_PER_MESSAGE;
        }

        private static double more(double units, String kind) {
            return Math.max(0, units - units(Environments.PRODUCTION, kind));
        }
    }

    private static double total(double messages) {
        return Stream.of(Use.values())
                .mapToDouble(use -> use.perMonth(messages))
                .sum();
    }

    private static double taskMonth(Environment environment) {
        JsonNode task = only(environment, "Web", "AWS::ECS::TaskDefinition");
        return (task.path("Cpu").asInt() * Prices.VCPU_HOUR
                        + task.path("Memory").asInt() * Prices.GB_HOUR)
                / 1024
                * Prices.HOURS;
    }

    private static int tasks(Environment environment) {
        return only(environment, "Web", "AWS::ApplicationAutoScaling::ScalableTarget")
                .path("MinCapacity")
                .asInt();
    }

    /** Of the table and its indexes. */
    private static long units(Environment environment, String kind) {
        JsonNode table = only(environment, "Data", "AWS::DynamoDB::Table");
        return Stream.concat(
                        Stream.of(table), table.path("GlobalSecondaryIndexes").valueStream())
                .mapToLong(part -> part.path("ProvisionedThroughput").path(kind).asLong())
                .sum();
    }

    /** Gateway endpoints cost nothing; an interface endpoint is paid in each of its subnets. */
    private static long endpoints(Environment environment) {
        return Synthesised.stacks(environment).stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::EC2::VPCEndpoint"))
                .map(endpoint -> endpoint.path("Properties"))
                .filter(endpoint -> endpoint.path("VpcEndpointType").asString().equals("Interface"))
                .mapToLong(endpoint -> endpoint.path("SubnetIds").size())
                .sum();
    }

    private static long count(Environment environment, String type) {
        return Synthesised.stacks(environment).stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), type))
                .count();
    }

    private static JsonNode template(Environment environment, String stack) {
        return Synthesised.stack(environment, stack).template();
    }

    private static JsonNode only(Environment environment, String stack, String type) {
        return Synthesised.stack(environment, stack).only(type).path("Properties");
    }

    private static double sum(List<Line> lines) {
        return lines.stream().mapToDouble(Line::perMonth).sum();
    }

    private static String usd(Use use, double messages) {
        return usd(use.perMonth(messages));
    }

    private static String usd(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
