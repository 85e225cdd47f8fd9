package com.cruddur.cli;

import com.cruddur.cli.command.CommandGroup;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** Makes the commands: only the one that the arguments name, where they name one, since to make them all takes time. */
final class CommandTree implements IFactory {

    private static final List<Class<?>> NEED_ALL = List.of(HelpCommand.class, CompletionCommand.class);

    private final IFactory others = CommandLine.defaultFactory();
    private final Object given;

    /** @param given a command in the place of its superclass */
    CommandTree(Object given) {
        this.given = given;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type != Object.class && type.isInstance(given) ? type.cast(given) : others.create(type);
    }

    CommandLine of(Main main, String... arguments) {
        CommandLine named = new CommandLine(main, this);
        if (addNamed(named, main, Arrays.asList(arguments))) {
            return named;
        }
        // For help, or for what is to be said of a mistake.
        CommandLine all = new CommandLine(main, this);
        addAll(all, main);
        return all;
    }

    /** @return whether the words name one */
    private boolean addNamed(CommandLine line, CommandGroup group, List<String> words) {
        for (Class<?> type : group.subcommands()) {
            if (words.isEmpty() || !name(type).equals(words.get(0))) {
                continue;
            }
            CommandLine command = new CommandLine(type, this);
            boolean isNamed = command.getCommand() instanceof CommandGroup inner
                    ? addNamed(command, inner, words.subList(1, words.size()))
                    : !NEED_ALL.contains(type);
            line.addSubcommand(name(type), command);
            return isNamed;
        }
        return false;
    }

    private void addAll(CommandLine line, CommandGroup group) {
        for (Class<?> type : group.subcommands()) {
            CommandLine command = new CommandLine(type, this);
            if (command.getCommand() instanceof CommandGroup inner) {
                addAll(command, inner);
            }
            line.addSubcommand(name(type), command);
        }
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
