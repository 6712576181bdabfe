import { serve } from '../../shared/files/http.ts';
import { echo } from './echo.ts';
import { routesOf } from './tool.ts';
import { tools } from './tools.ts';

export default serve({
	'/echo': { GET: echo, POST: echo, PUT: echo, PATCH: echo, DELETE: echo },
	...routesOf(tools),
});
