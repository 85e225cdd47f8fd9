package com.cruddur.infra.app;

import java.util.Map;

/**
 * Amazon's list prices in us-east-1, in US dollars, without free tiers and taxes: assumed, as remembered in November
 * 2026 and not looked up, since the price list could not be reached from where this was written.
 */
final class Prices {

    /** As Amazon counts a month. */
    static final double HOURS = 730;

    static final double VCPU_HOUR = 0.03238;
    static final double GB_HOUR = 0.00356;
    static final double PUBLIC_ADDRESS_HOUR = 0.005;
    static final double LOAD_BALANCER_HOUR = 0.0225;
    static final double LOAD_BALANCER_UNIT_HOUR = 0.008;

    /** Each of these in an hour is a unit: the one of which there is most counts. */
    static final double LOAD_BALANCER_UNIT_GB = 1;

    static final double LOAD_BALANCER_UNIT_CONNECTIONS = 3_000;

    static final double WRITE_UNIT_HOUR = 0.00065;
    static final double READ_UNIT_HOUR = 0.00013;
    static final double NAT_HOUR = 0.045;
    static final double INTERFACE_ENDPOINT_HOUR = 0.01;

    /** A single instance of PostgreSQL; a standby in another availability zone costs the same again. */
    static final Map<String, Double> DATABASE_HOUR =
            Map.of("db.t4g.micro", 0.016, "db.t4g.small", 0.032, "db.t4g.medium", 0.065);

    static final double DATABASE_GB = 0.115;
    static final double SECRET = 0.40;
    static final double ALARM = 0.10;

    /** Of an address that is not AWS's, which is the dearer kind, with HTTPS. */
    static final double HEALTH_CHECK = 2.75;

    static final double KEY = 1.00;

    /** A backup of the table, each of which is whole. */
    static final double BACKUP_GB = 0.10;

    static final double INSIGHTS_RULE = 0.50;
    static final double METRIC = 0.30;
    static final double DASHBOARD = 3.00;
    static final double WEB_ACL = 5.00;
    static final double WEB_ACL_RULE = 1.00;
    static final double WEB_ACL_MILLION = 0.60;
    static final double CLOUDFRONT_MILLION = 1.00;
    static final double TRAFFIC_GB = 0.085;
    static final double LAMBDA_MILLION = 0.20;
    /** Assumed, not measured: a start in a new instance, and six requests. */
    static final double CANARY_SECONDS = 5;

    static final double LAMBDA_GB_SECOND = 0.0000133334;

    /** ElastiCache Serverless for Valkey. */
    static final double VALKEY_GB_HOUR = 0.084;

    static final double VALKEY_LEAST_GB = 0.1;
    static final double VALKEY_MILLION_UNITS = 0.0023;

    private Prices() {}
}
