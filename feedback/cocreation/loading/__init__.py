"""Loading the example organisation from `cocreation/example`, through the same actions as everybody else.

Each module does one part, in one write transaction of its caller: `people` who takes part, `knowing` what was known,
`asking` surveys and answers, `working` what follows from them, `voting` the evening people voted on it, `reaching` and
`following` the people behind them, `removing` all of it again. `content` reads the files.
"""
