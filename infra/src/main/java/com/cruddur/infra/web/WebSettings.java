package com.cruddur.infra.web;

import org.jspecify.annotations.Nullable;

/**
 * In what the pages and the API of one environment differ from those of another.
 *
 * @param api size of the API
 * @param requestLimit requests that one IP address may make in five minutes, for the pages and the API together; the
 *     rest is refused. Far above the API's own limits, which count by user, since colleagues may share an address
 * @param domain of the pages and the API; null for the name that CloudFront assigns
 */
public record WebSettings(
        ApiCapacity api, int requestLimit, @Nullable Domain domain) {}
