import { serve } from '../../shared/files/http.ts';
import { routesOf } from './tool.ts';
import { tools } from './tools.ts';

export default serve(routesOf(tools));
