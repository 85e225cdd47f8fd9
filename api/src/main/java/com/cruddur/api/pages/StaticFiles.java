package com.cruddur.api.pages;

import com.cruddur.api.contract.PageAddresses;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The built pages, if they are on the class path ({@code static/index.html}). */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Their names change with their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setUseLastModified(false)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    /** Before the controllers, whose pattern for all that is left is the files'. */
    @Bean
    HandlerMapping pages(PagesDocument document) {
        return new SimpleUrlHandlerMapping(
                PageAddresses.get().pagePatterns().stream()
                        .collect(Collectors.toMap(pattern -> pattern, p -> document)),
                Ordered.HIGHEST_PRECEDENCE);
    }
}
