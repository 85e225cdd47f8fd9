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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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

    /** Messages a second. */
    private static final Integer[] RATES = {10, 100, 1_000};

    /** Of a call of a store: ok, condition_false, throttled, unavailable, error. */
    private static final int OUTCOMES = 5;

    /** Of the canary in a month, every five minutes. */
    private static final double CANARY_CALLS = Prices.HOURS * 12;

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
        text.append(
                "\n**production**, a month of so many messages a second, day and night: by asking for news, and with"
                        + " live updates\n\n");
        text.append("| Messages a second |" + columns("%1$s, asking | %1$s, live |") + "\n");
        text.append("|---|" + "---:|".repeat(2 * RATES.length) + "\n");
        for (Use use : Use.values()) {
            text.append("| " + use.title + " |" + costs("%s", load -> use.perMonth(load)) + "\n");
        }
        text.append("| **Sum** |" + costs("**%s**", CostIT::total) + "\n");
        text.append("| **A million messages** |" + costs("**%s**", CostIT::perMillion) + "\n");
        text.append("\n**A million messages** at 1,000 a second, live: what stands in the way of 4.50\n\n");
        text.append("| | USD |\n|---|---:|\n");
        Load least = Load.liveWithoutTypingAndMarks(1_000);
        double edge = (Use.CLOUDFRONT.perMonth(least) + Use.WEB_ACL.perMonth(least)) / millions(least);
        text.append("| As above | %s |\n".formatted(usd(perMillion(Load.live(1_000)))));
        text.append("| The same, if nobody were told who is writing | %s |\n"
                .formatted(usd(perMillion(Load.liveWithoutTyping(1_000)))));
        text.append("| The same, if nobody marked as read either | %s |\n".formatted(usd(perMillion(least))));
        text.append("| The same, with CloudFront's requests and its web ACL at half the list price | %s |\n\n"
                .formatted(usd(perMillion(least) - edge / 2)));
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
        long write = units(environment, "Write");
        long read = units(environment, "Read");
        lines.add(new Line(
                "Table and index",
                "%d write, %d read units".formatted(write, read),
                (write * Prices.WRITE_UNIT_HOUR + read * Prices.READ_UNIT_HOUR) * Prices.HOURS));
        long backups = backups(environment);
        lines.add(new Line(
                "Vault: backups of a table of 1 GB",
                backups == 0 ? "none" : backups + " × 1 GB",
                backups * Prices.BACKUP_GB));
        long caches = count(environment, "AWS::ElastiCache::ServerlessCache");
        lines.add(new Line(
                "Valkey: its least storage, and a password",
                caches == 0 ? "none" : caches + " × " + Prices.VALKEY_LEAST_GB + " GB",
                caches * (Prices.VALKEY_LEAST_GB * Prices.VALKEY_GB_HOUR * Prices.HOURS + Prices.SECRET)));
        JsonNode acl = only(environment, "Web", "AWS::WAFv2::WebACL");
        lines.add(new Line(
                "Web ACL",
                "1, with %d rules".formatted(acl.path("Rules").size()),
                Prices.WEB_ACL + acl.path("Rules").size() * Prices.WEB_ACL_RULE));
        // An alarm of several metrics is billed for each.
        long alarms = Synthesised.stacks(environment).stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::CloudWatch::Alarm"))
                .mapToLong(alarm -> Math.max(
                        1, alarm.path("Properties").findValues("MetricStat").size()))
                .sum();
        lines.add(new Line("Metrics of alarms", Long.toString(alarms), alarms * Prices.ALARM));
        int metrics = 3 * (AccessPattern.values().length + Statement.values().length)
                + OUTCOMES
                + (environment.valkey() == null ? 0 : 1);
        long counted = count(environment, "AWS::Logs::MetricFilter");
        lines.add(new Line("Records set aside, counted in the log", Long.toString(counted), counted * Prices.METRIC));
        lines.add(new Line("Metrics of calls of the stores", "at most " + metrics, metrics * Prices.METRIC));
        // By partition key, and by both keys.
        int rules = 2
                * only(environment, "Data", "AWS::DynamoDB::GlobalTable")
                        .findValues("ContributorInsightsSpecification")
                        .size();
        lines.add(new Line("Throttled keys: rules", Integer.toString(rules), rules * Prices.INSIGHTS_RULE));
        long checks = count(environment, "AWS::Route53::HealthCheck");
        lines.add(new Line("Health check, by HTTPS", Long.toString(checks), checks * Prices.HEALTH_CHECK));
        long keys = count(environment, "AWS::KMS::Key");
        lines.add(new Line("PostgreSQL: key", Long.toString(keys), keys * Prices.KEY));
        lines.add(new Line(
                "Canary: its calls, and its password",
                "%,d × %s s".formatted(Math.round(CANARY_CALLS), number(Prices.CANARY_SECONDS)),
                canary(environment)));
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

    /** Its six requests, too, come through CloudFront; its account is one that signs in. */
    private static double canary(Environment environment) {
        double gigabytes = only(environment, "Canary", "AWS::Lambda::Function")
                        .path("MemorySize")
                        .asInt()
                / 1024.0;
        return CANARY_CALLS
                        * (Prices.CANARY_SECONDS * gigabytes * Prices.LAMBDA_GB_SECOND
                                + Prices.LAMBDA_MILLION / 1e6
                                + 6 * (Prices.CLOUDFRONT_MILLION + Prices.WEB_ACL_MILLION) / 1e6)
                + Prices.SECRET;
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

    /** One each day, for so many days. */
    private static long backups(Environment environment) {
        return Synthesised.stacks(environment).stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::Backup::BackupPlan"))
                .flatMap(plan -> plan.findValues("DeleteAfterDays").stream())
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static String columns(String format) {
        return Stream.of(RATES)
                .map(rate -> " " + format.formatted("%,d".formatted(rate)))
                .collect(Collectors.joining());
    }

    private static String costs(String format, ToDoubleFunction<Load> cost) {
        return Stream.of(RATES)
                .flatMap(rate -> Stream.of(Load.asking(rate), Load.live(rate)))
                .map(load -> " " + format.formatted(usd(cost.applyAsDouble(load))) + " |")
                .collect(Collectors.joining());
    }

    /** Costs that grow with the messages. */
    private enum Use {
        REST("At rest, as above") {
            @Override
            double perMonth(Load load) {
                return sum(fixed(Environments.PRODUCTION));
            }
        },
        TABLE("Table and index: more units") {
            @Override
            double perMonth(Load load) {
                double write = more(load.writeUnits(), "Write");
                double read = more(load.readUnits(), "Read");
                return (write * Prices.WRITE_UNIT_HOUR + read * Prices.READ_UNIT_HOUR) * Prices.HOURS;
            }
        },
        API("API: more tasks, with their addresses") {
            @Override
            double perMonth(Load load) {
                Environment production = Environments.PRODUCTION;
                double vcpu = only(production, "Web", "AWS::ECS::TaskDefinition")
                                .path("Cpu")
                                .asInt()
                        / 1024.0;
                double more = Math.max(0, load.tasks(vcpu) - tasks(production));
                return more * (taskMonth(production) + Prices.PUBLIC_ADDRESS_HOUR * Prices.HOURS);
            }
        },
        BALANCER("API: load balancer, by use") {
            @Override
            double perMonth(Load load) {
                double units = Math.max(
                        load.bytes() * 3_600 / 1e9 / Prices.LOAD_BALANCER_UNIT_GB,
                        load.streams() / Prices.LOAD_BALANCER_UNIT_CONNECTIONS);
                return units * Prices.LOAD_BALANCER_UNIT_HOUR * Prices.HOURS;
            }
        },
        STREAM("Stream function") {
            @Override
            double perMonth(Load load) {
                double memory =
                        Synthesised.resources(template(Environments.PRODUCTION, "Stream"), "AWS::Lambda::Function")
                                        .findFirst()
                                        .orElseThrow()
                                        .path("Properties")
                                        .path("MemorySize")
                                        .asInt()
                                / 1024.0;
                return load.functionCalls() * Load.SECONDS / 1e6 * Prices.LAMBDA_MILLION
                        + load.functionSeconds() * Load.SECONDS * memory * Prices.LAMBDA_GB_SECOND;
            }
        },
        VALKEY("Valkey, by use") {
            @Override
            double perMonth(Load load) {
                return load.valkeyUnits() * Load.SECONDS / 1e6 * Prices.VALKEY_MILLION_UNITS;
            }
        },
        CLOUDFRONT("CloudFront, by request") {
            @Override
            double perMonth(Load load) {
                return load.requests() * Load.SECONDS / 1e6 * Prices.CLOUDFRONT_MILLION;
            }
        },
        WEB_ACL("Web ACL, by request") {
            @Override
            double perMonth(Load load) {
                return load.requests() * Load.SECONDS / 1e6 * Prices.WEB_ACL_MILLION;
            }
        },
        TRAFFIC("CloudFront, traffic to the internet") {
            @Override
            double perMonth(Load load) {
                return load.bytes() * Load.SECONDS / 1e9 * Prices.TRAFFIC_GB;
            }
        };

        private final String title;

        Use(String title) {
            this.title = title;
        }

        abstract double perMonth(Load load);

        private static double more(double units, String kind) {
            return Math.max(0, units - units(Environments.PRODUCTION, kind));
        }
    }

    private static double perMillion(Load load) {
        return total(load) / millions(load);
    }

    /** Messages in a month. */
    private static double millions(Load load) {
        return load.messages() * Load.SECONDS / 1e6;
    }

    private static double total(Load load) {
        return Stream.of(Use.values()).mapToDouble(use -> use.perMonth(load)).sum();
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

    /**
     * Of the table and its indexes, at the start.
     *
     * @param kind {@code Write}, or {@code Read}, which each replica has for itself
     */
    private static long units(Environment environment, String kind) {
        JsonNode table = only(environment, "Data", "AWS::DynamoDB::GlobalTable");
        JsonNode part = kind.equals("Write") ? table : table.path("Replicas").path(0);
        return Stream.concat(
                        Stream.of(part), part.path("GlobalSecondaryIndexes").valueStream())
                .mapToLong(p -> p.path(kind + "ProvisionedThroughputSettings")
                        .path(kind + "CapacityAutoScalingSettings")
                        .path("MinCapacity")
                        .asLong())
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

    private static String usd(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
