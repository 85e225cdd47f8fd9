package com.cruddur.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.supply.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The addresses in CloudFront and Cognito are those of the contract and of the pages. */
class AddressesTest {

    @Test
    void everyPathOfTheContractGoesToTheApi() throws IOException {
        Map<?, ?> contract = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Repository.file("frontend-contract/openapi/openapi.yaml")));

        assertThat(((Map<?, ?>) contract.get("paths")).keySet())
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(Addresses.OF_THE_API).anyMatch(pattern -> matches(pattern, path.toString())));
    }

    @Test
    void thePagesReadTheirConfigurationWhereThePipelineAsksForIt() throws IOException {
        assertThat(pages("config.ts")).contains("fetch(\"" + Addresses.CONFIG + "\"");
    }

    /** As CloudFront matches: a star stands for any text. */
    private static boolean matches(String pattern, String path) {
        String[] parts = pattern.split("\\*", 2);
        return parts.length == 1 ? path.equals(pattern) : path.startsWith(parts[0]) && path.endsWith(parts[1]);
    }

    private static String pages(String file) throws IOException {
        return Files.readString(Repository.file("frontend-contract/web/src/" + file));
    }
}
