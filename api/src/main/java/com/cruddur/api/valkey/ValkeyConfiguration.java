package com.cruddur.api.valkey;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Valkey, where a server is named. */
@Configuration(proxyBeanMethods = false)
class ValkeyConfiguration {

    @Bean
    @ConditionalOnValkey
    ValkeyConnection valkeyConnection(ValkeyProperties properties, MeterRegistry meters) {
        ValkeyConnection connection = new ValkeyConnection(properties);
        Gauge.builder(
                        "cruddur.valkey.connected",
                        connection,
                        valkey -> valkey.commands().isPresent() ? 1 : 0)
                .description("Whether Valkey is connected: 1 or 0")
                .register(meters);
        return connection;
    }
}
