package com.cruddur.api.docs;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Swagger UI, and the built pages if they are on the class path ({@code static/index.html}). */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/swagger-ui/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/")
                // Not the archive's time: it is the same in every version.
                .setUseLastModified(false)
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
        // Their names change with their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setUseLastModified(false)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    /** The pages find out from their address what to show: one document for all of them. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String address : new String[] {"/messages", "/messages/*", "/messages/new/*", "/signin", "/signin/*"}) {
            registry.addViewController(address).setViewName("forward:/index.html");
        }
    }

    private static String swaggerUiVersion() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource(WEBJAR))
                    .getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("The archive of Swagger UI does not tell its version: " + WEBJAR, e);
        }
    }
}
