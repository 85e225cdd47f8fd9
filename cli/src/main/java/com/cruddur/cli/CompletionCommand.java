package com.cruddur.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete our command lines. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  source <(./cruddur completion bash)",
            "  source <(./cruddur completion zsh)",
            "  ./cruddur completion fish > ~/.config/fish/completions/cruddur.fish"
        })
final class CompletionCommand implements Runnable {

    private enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        String script = switch (shell) {
            // Its script is for both: it switches zsh's bash emulation on.
            case bash, zsh -> bash(root);
            case fish -> fish(root);
        };
        spec.commandLine().getOut().print(script);
    }

    /** With values after {@code --option=} too: bash takes the sign for a word of its own. */
    private static String bash(CommandLine root) {
        String previous = "  local prev_word=${COMP_WORDS[COMP_CWORD-1]}\n";
        return AutoComplete.bash("cruddur", root).replace(previous, previous + """
                  if [ "$curr_word" = "=" ]; then
                    curr_word=""
                    COMP_WORDS[COMP_CWORD]=""
                  elif [ "$prev_word" = "=" ]; then
                    prev_word=${COMP_WORDS[COMP_CWORD-2]}
                  fi
                """);
    }

    /** Subcommands after their parents, and long options after their commands. */
    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c cruddur -f\n");
        complete(root, "", script);
        return script.toString();
    }

    private static void complete(CommandLine command, String path, StringBuilder script) {
        StringBuilder children = new StringBuilder();
        command.getSubcommands().forEach((name, child) -> children.append(' ').append(name));
        String here = path.isEmpty()
                ? "__fish_use_subcommand"
                : path + (children.isEmpty() ? "" : "; and not __fish_seen_subcommand_from" + children);
        command.getSubcommands().forEach((name, child) -> {
            line(script, here, "-a " + name, child.getCommandSpec());
            String seen = "__fish_seen_subcommand_from " + name;
            complete(child, path.isEmpty() ? seen : path + "; and " + seen, script);
        });
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && option.longestName().startsWith("--")) {
                String takesValue = option.arity().max() > 0 ? " -r" : "";
                script.append("complete -c cruddur -n '%s' -l %s%s -d '%s'%n"
                        .formatted(here, option.longestName().substring(2), takesValue, quoted(option.description())));
            }
        }
    }

    private static void line(StringBuilder script, String condition, String what, CommandSpec child) {
        script.append("complete -c cruddur -n '%s' %s -d '%s'%n"
                .formatted(condition, what, quoted(child.usageMessage().description())));
    }

    private static String quoted(String... description) {
        String text = description.length == 0 ? "" : description[0];
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
