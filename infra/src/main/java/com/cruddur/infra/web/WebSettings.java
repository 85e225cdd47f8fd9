package com.cruddur.infra.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the pages and the API that differ between environments.
 *
 * @param api size of the API
 * @param requestLimit requests that one IP address may make in five minutes, for the pages and the API together; the
 *     rest is refused. Far above the API's own limits, which count by user, since colleagues may share an address
 * @param domain of the pages and the API; null for the name that CloudFront assigns
 */
public record WebSettings(
        ApiCapacity api, int requestLimit, @Nullable Domain domain) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set, except {@code domain}. */
    public static final class Builder {

        private @Nullable ApiCapacity api;
        private @Nullable Integer requestLimit;
        private @Nullable Domain domain;

        private Builder() {}

        public Builder api(ApiCapacity api) {
            this.api = api;
            return this;
        }

        public Builder requestLimit(int requestLimit) {
            this.requestLimit = requestLimit;
            return this;
        }

        public Builder domain(Domain domain) {
            this.domain = domain;
            return this;
        }

        public WebSettings build() {
            return new WebSettings(
                    Objects.requireNonNull(api, "api"), Objects.requireNonNull(requestLimit, "requestLimit"), domain);
        }
    }
}
