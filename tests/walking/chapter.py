"""Chapters: a file of steps that share one program. A step is one sentence, what is done, and what must be seen."""

STEPS = []


class Step:
    def __init__(self, sentence, action):
        self.sentence, self.action = sentence, action
        self.chapter = action.__module__

    @property
    def name(self):
        return self.action.__name__.replace("_", "-")


def step(sentence):
    """Registers the function below as the next step of its chapter (the file it stands in)."""

    def keep(action):
        STEPS.append(Step(sentence, action))
        return action

    return keep
