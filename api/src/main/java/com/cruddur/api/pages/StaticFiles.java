package com.cruddur.api.pages;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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

    /** The pages find out from their address what to show: one document for all of them. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String address : new String[] {"/messages", "/messages/*", "/messages/new/*", "/signin", "/signin/*"}) {
            registry.addViewController(address).setViewName("forward:/index.html");
        }
    }
}
