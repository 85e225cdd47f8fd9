package com.cruddur.infra.web;

/**
 * A domain name for the pages and the API. Its DNS record, an alias of the distribution, is created in the DNS zone.
 *
 * @param name such as {@code app.example.com}
 * @param certificateArn of ACM in us-east-1
 */
public record Domain(String name, String certificateArn) {}
