package com.cruddur.api.limit;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Slow clients do not wear Tomcat out. */
@Configuration(proxyBeanMethods = false)
class SlowClientConfiguration {

    /** The longest pause in the body of a request. In headers: server.tomcat.connection-timeout. */
    private static final int BODY_PAUSE_MILLIS = 5_000;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients() {
        return factory -> {
            // Around all others: those of the host write what sendError was called for.
            factory.addEngineValves(new UnreadBodyValve());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(BODY_PAUSE_MILLIS);
                }
            });
        };
    }
}
